-- part: every_day
-- about: Every period end that a window of an indicator has a row of, as asked_day: each is shown, or some unit's latest.
--   Reads asked_window.
asked_day as materialized (
    select w.indicator_code, w.win_from, w.win_to, a.period_end
    from (select distinct indicator_code, period_end from actual semi join asked_window using (indicator_code)) a
    join (select distinct indicator_code, win_from, win_to from asked_window) w
      on w.indicator_code = a.indicator_code and a.period_end between w.win_from and w.win_to
)
