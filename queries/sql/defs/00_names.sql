-- A name in the form in which two spellings of it are equal: composed letters,
-- case folded, runs of spaces as one. Accents stay: they tell people apart.
create or replace temporary macro name_key(name) as
    nullif(trim(regexp_replace(lower(nfc_normalize(name)), '\s+', ' ', 'g')), '');

-- part / whole in percent with 2 decimals, rounded half away from zero from the
-- exact fraction of two counts, both 0 or more. NULL when the whole is 0.
create or replace temporary macro count_percent(part, whole) as
    (((20000 * part::hugeint + whole::hugeint) // (2 * nullif(whole, 0)::hugeint))::decimal(20,0)
        * 0.01::decimal(3,2))::decimal(18,2);
