-- name: releases
-- about: Who let a review go out in spite of what would keep it a draft, and why.
-- grain: one row per obstacle that is released for the review's day of closing
-- params: plan_id VARCHAR, review VARCHAR [tong-ket, or so-ket-1 for phase 1], known_at DATE [the day on which the receipt of reports was closed]
-- returns: obstacle VARCHAR [coverage, difference], closed_on DATE [of the report that was released; later ones are too],
--          reason VARCHAR, released_by VARCHAR, released_on DATE
with said as (
    -- A release speaks of the report closed on its day; what is made later knows more.
    -- What is said of the nearest day holds, and of one day the last word.
    select *, row_number() over (partition by obstacle order by closed_on desc, released_on desc, load_no desc, row_no desc) as turn
    from review_release
    where plan_id = $plan_id and review = $review and closed_on <= $known_at::date
)
select obstacle, closed_on, reason, released_by, released_on
from said
where turn = 1 and in_force
order by obstacle
