package queries

import (
	"database/sql"
	"testing"
)

// fillOffice loads a district of demo size: 24 communes and 12 departments, 30
// indicators reported by month over two years, 1,200 registrations and as many
// award files, two clusters, 120 exemplars, 600 activities.
func fillOffice(t testing.TB, db *sql.DB) {
	t.Helper()
	if _, err := db.Exec(office); err != nil {
		t.Fatal(err)
	}
	settle(t, db)
}

const office = `
insert into source_file select i, 'sha' || i, 'data/' || i || '.csv', 'actuals', i from range(1, 11) t(i);
insert into plan values ('p1', '43/KH-UBND', 'Kế hoạch', 'UBND', '2022-01-05', 'Phong trào', 'Chủ đề', 'root',
	'2022-01-01', '2022-12-31', '2023-06-30', null, null, 1);
insert into phase values
	('p1', 1, 'Đợt 1', 'dot', null, '2022-01-01', '2022-06-30', '2022-07-10', '2022-07-01', '2022-07-31', true, null, null),
	('p1', 2, 'Đợt 2', 'dot', null, '2022-07-01', '2022-12-31', '2023-01-10', null, null, true, null, null);
insert into sector select 'p1', 's' || i, 'Lĩnh vực ' || i, i from range(1, 5) t(i);
insert into movement select 'p1', 'm' || i, 'Phong trào ' || i, 'district', 'thematic', null, '2022-01-01', null, i, null, null from range(1, 7) t(i);
insert into org_unit values ('root', 'Huyện', 'Huyện', 'district', 'district', null, false, 0, '2000-01-01', null, null, 1, '', 1);
insert into org_unit
	select 'c' || i, 'Xã ' || i, 'Xã ' || i, 'commune', 'commune', 'root', true, i, '2000-01-01', null, null, 1, '', i from range(1, 25) t(i);
insert into org_unit
	select 'd' || i, 'Phòng ' || i, 'P. ' || i, 'agency', 'department', 'root', true, 100 + i, '2000-01-01', null, null, 1, '', i from range(1, 13) t(i);
insert into indicator
	select 'i' || i, 'Chỉ tiêu ' || i, 'CT ' || i, 'tấn', 'flow', 'accrues', 'up', 2, null, null, null, null, null,
		case when i % 2 = 0 then 'commune' else 'district' end, '1', null, false, null, null from range(1, 31) t(i);
insert into target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner,
		span, span_from, span_to, bound, measure, basis, lo, own_grant, counts_as, headline, restricted, print_ratio, quote, place)
	select 'p1', 't' || i, 1, '2022-01-01', i, 's' || (i % 4 + 1), 'i' || i, 'Chỉ tiêu ' || i, 'tấn', 'root', 'Kế hoạch',
		'year', '2022-01-01', '2022-12-31', 'at_least', 'level', 'unit', 1000, false, 't' || i, false, false, false, '', '' from range(1, 31) t(i);
insert into actual
	select 'i' || i, u.unit_code, u.unit_code, make_date(y, 1, 1), last_day(make_date(y, m, 1)), 'cumulative', 'actual', 'level', 'unit',
		m * 10 + i, null, 'exact', null, null, null, null, '1', null, null, last_day(make_date(y, m, 1)) + 5 + u.position % 12,
		null, null, 1, 2, '', (i * 1000 + u.position * 24 + y % 2 * 12 + m)::integer, '9999-12-31'
	from range(1, 31) a(i), range(2021, 2023) b(y), range(1, 13) c(m), org_unit u
	where case when i % 2 = 0 then u.level = 'commune' else u.unit_code = 'root' end;
insert into registration
	select 'c' || (i % 24 + 1), 2022, null, 'h' || (i % 5), 'individual', null, 'Người ' || i, 1, null, null, '2022-02-15', null, 1, 3, '', i
	from range(1, 1201) t(i);
insert into award
	select 'c' || (i % 24 + 1), 2022, null, 'h' || (i % 5), 'individual', null, 'Người ' || (i + 300), 1, 'g' || (i % 4), i % 3 = 0, null,
		'district', case when i % 7 = 0 then 'submitted' else 'granted' end, '5/QĐ', '2022-12-01', '2022-12-05', null, 1, 4, '', i
	from range(1, 1201) t(i);
insert into award
	select 'c' || i, 2021, null, 'giay_khen', 'individual', null, null, 9, null, null, null, 'district', 'granted', '4/QĐ', '2021-12-01', '2021-12-05', null, 1, 4, '', i
	from range(1, 25) t(i);
insert into cluster select 'p1', 'k' || i, 'Cụm ' || i, 'cluster', 2022, null, null, null from range(1, 3) t(i);
insert into cluster_member select 'p1', 'k' || (i % 2 + 1), 'c' || i, null from range(1, 25) t(i);
insert into criterion select 'p1', 'k' || k, 'n' || n, 'Tiêu chí ' || n, 10, n from range(1, 3) a(k), range(1, 11) b(n);
insert into score select cluster_code, 2022, unit_code, 'n' || n, 9, 8 + n % 2, 0, 0, null, '2022-12-10', null, 1, 5, '', n
	from cluster_member, range(1, 11) b(n);
insert into exemplar
	select 'c' || (i % 24 + 1), 'Điển hình ' || i, 'individual', 's' || (i % 4 + 1), i % 2 = 0, 'Nội dung', '2022-02-01', '2022-03-01',
		'2022-05-01', '2022-06-01', '2022-06-25', null, 1, 6, '', i from range(1, 121) t(i);
insert into participation
	select movement_code, unit_code, '2022-02-01', '2022-02-10', 50, '2022-02-15', '2022-03-01', null, 1, 7, '', 1 from movement, org_unit
	where reports;
insert into activity
	select 'c' || (i % 24 + 1), 'k' || (i % 6), make_date(2022, i % 6 + 1, i % 28 + 1), i || '/CV', 'Nội dung ' || i, 1, '2022-06-28', null, 1, 8, '', i
	from range(1, 601) t(i);
insert into org_unit
	select 'o' || i, 'Xã cũ ' || i, 'Xã cũ ' || i, 'commune', 'commune', null, false, 200 + i, '1990-01-01', '1999-12-31', null, 1, '', i from range(1, 3) t(i);
insert into unit_change select 'o' || i, 'c1', 'all', '2000-01-01', 1, 0.5, '1/NQ', null, 1, '', i from range(1, 3) t(i);
insert into follow_up
	select 'c' || (i % 24 + 1), '2022-01-10', '02/BC', case i % 2 when 0 then 'task' else 'weakness' end, 'Nội dung ' || i, '2022-06-30',
		['done', 'in_progress', 'not_done'][i % 3 + 1], null, '2022-06-25', null, 1, 9, '', i from range(1, 61) t(i);
insert into fund_entry
	select 'root', 2022, case i % 4 when 0 then 'allocated' else 'prize' end, 450000 * i, '2022-12-15', case when i % 4 > 0 then 'giay_khen' end,
		case when i % 4 > 0 then 'individual' end, case when i % 4 > 0 then 'district' end, case when i % 4 > 0 then i end, i || '/QĐ', 'Khoản ' || i,
		'2022-12-31', null, 1, 9, '', i from range(1, 41) t(i);
insert into initiative
	select 'c' || (i % 24 + 1), 2022, case i % 5 when 0 then 'province' else 'agency' end, case i % 7 when 0 then 'proposed' else 'recognised' end,
		'Sáng kiến ' || i, null, 'Người ' || i, 1, '28/QĐ', '2022-12-12', '2022-12-20', null, 1, 9, '', i from range(1, 301) t(i);
insert into vote
	select 'Hội đồng', null, '2022-12-20', 'c' || (i % 24 + 1), 2022, 'giay_khen', 'individual', null, 'Người ' || i, 9, 8, 1, 6 + i % 4, 80, 'Quy chế',
		'2022-12-22', null, 1, 9, '', i from range(1, 201) t(i);
insert into assessed_verdict
	select 'p1', 't' || i, 2019, 'met', 'Lý do', 'Người A', '2020-01-12', null, 1, 9, '', i from range(29, 31) t(i);
insert into review_release values ('p1', 'tong-ket', 'coverage', '2019-12-31', true, 'Lý do', 'Người A', '2020-01-12', null, 1, 9, '', 1);
insert into headcount
	select 'c' || i, 2022, null, 20 + i, 20 + i, 15, 2, 0, '2022-12-31', null, 1, 9, '', i from range(1, 25) t(i);
`
