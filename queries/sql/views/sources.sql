-- name: sources
-- about: The files that are loaded.
-- grain: one row per file
-- params: none
-- returns: file_id INTEGER [key], name VARCHAR [path in the workspace], kind VARCHAR [plan, org_units, actuals, ...],
--          load_no INTEGER [load that brought it], sha256 VARCHAR [hash of its bytes]
select file_id, name, kind, load_no, sha256
from source_file
