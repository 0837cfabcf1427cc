-- name: rule_votes
-- about: Votes of councils and conferences held against the share of members that must agree.
-- grain: one row per vote that an act, or the body's own rules, ask a share of
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, C, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the vote], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [members who agreed], whole INTEGER [members of the body], other_whole INTEGER [members present or in writing],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with votes as (
    from known_votes($plan_id, $year::integer, $known_at::date)
), asked as (
    -- Where an act sets the share it holds; the body's own rules may ask for more.
    select v.*, 'vote_share' as rule_id, coalesce(v.law_percent, 0) as wanted, v.law_article as stated_article, v.law_grade as stated_grade
    from votes v where v.law_percent is not null or v.own_percent is null
    union all
    select v.*, 'vote_own_rules', v.own_percent, v.own_basis, 'A' from votes v where v.own_percent is not null
), judged as (
    select a.*, r.rule_text, r.binding, coalesce(a.stated_article, r.article) as article,
        case when a.rule_id = 'vote_share' and a.law_percent is null then 'U' else a.stated_grade end as grade,
        case when a.wanted = 0 then 'unknown' when 100 * a.agreeing >= a.wanted * a.members then 'pass' else 'fail' end as verdict
    from asked a
    join rules() r on r.rule_id = a.rule_id and a.voted_on between r.valid_from and coalesce(r.valid_to, date '9999-12-31')
)
select rule_id, rule_text, article, grade, binding,
    concat(coalesce(recipient_name, short_name), ' (', body, ', ', vn_date(voted_on), ')') as subject, unit_code, honour_code, $year::integer as for_year,
    voted_on as law_date, verdict, agreeing::integer as part, members::integer as whole, (present + written)::integer as other_whole,
    concat(vn_count(agreeing), ' phiếu đồng ý trên ', vn_count(members), ' thành viên, ', vn_percent(count_percent(agreeing, members)),
        case when wanted > 0 then concat('; mức yêu cầu ', vn_number(wanted), '%') end,
        case when present + written < members then concat('; ', vn_count(members - present - written), ' thành viên không bỏ phiếu') end) as numbers,
    case verdict when 'unknown' then 'chưa có căn cứ về tỷ lệ cho thời điểm này' when 'fail' then 'chưa đạt tỷ lệ phiếu đồng ý' end as reason,
    [place] as rows_behind
from judged
order by voted_on, unit_position, unit_code, honour_code, recipient_name nulls first, rule_id
