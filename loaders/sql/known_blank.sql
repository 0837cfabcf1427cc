-- Rows of load $load that were left blank never count.
update actual
set counts_until = reported_on
where load_no = $load and value is null and numerator is null and text_value is null and items is null
