-- A name in the form in which two spellings of it are equal: composed letters,
-- case folded, runs of spaces as one.
create or replace temporary macro view_name_key(name) as
    nullif(trim(regexp_replace(lower(nfc_normalize(name)), '\s+', ' ', 'g')), '');
