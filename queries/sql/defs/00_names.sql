-- A name in the form in which two spellings of it are equal: case folded, runs of
-- blanks as one. Accents stay: they tell people apart. Letters are composed (NFC)
-- since the load, which reads every cell so; composing a million names again would
-- take half a second, and so would looking for blanks with a pattern in each.
create or replace temporary macro name_key(name) as
    nullif(trim(case when contains(name, '  ') or contains(name, chr(9)) or contains(name, chr(10)) or contains(name, chr(12)) or contains(name, chr(13))
                     then regexp_replace(lower(name), '\s+', ' ', 'g') else lower(name) end), '');

-- part / whole in percent with 2 decimals, rounded half away from zero from the
-- exact fraction of two counts, both 0 or more. NULL when the whole is 0.
create or replace temporary macro count_percent(part, whole) as
    (((20000 * part::hugeint + whole::hugeint) // (2 * nullif(whole, 0)::hugeint))::decimal(20,0)
        * 0.01::decimal(3,2))::decimal(18,2);
