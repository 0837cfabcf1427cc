package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tdkt/reports/pdf/readback"
)

// moreCommunes are files that add n communes to the first example, with figures of
// two years, registrations, awards and movements of each.
func moreCommunes(n int) map[string]string {
	var units, values, registrations, awards, joined strings.Builder
	units.WriteString("Mã đơn vị;Tên đơn vị;Tên ngắn;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ;Đến ngày;Nguồn\n")
	values.WriteString("Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Tử số;Mẫu số;Ngày báo cáo;Nguồn\n")
	registrations.WriteString("Mã đơn vị;Năm;Đợt;Danh hiệu, hình thức;Đối tượng;Số lượng;Nhóm chức vụ;Ngày đăng ký;Nguồn\n")
	awards.WriteString("Mã đơn vị;Năm;Đợt;Danh hiệu, hình thức;Đối tượng;Số lượng;Nhóm chức vụ;Loại hình khen thưởng;Cấp khen;Trạng thái;Số quyết định;Ngày quyết định;Ngày báo cáo;Nguồn\n")
	joined.WriteString("Mã phong trào;Mã đơn vị;Ngày tham gia;Ngày ký giao ước;Ngày đăng ký thi đua;Số người tham gia;Ngày báo cáo;Nguồn\n")
	const source = "Số liệu minh họa"
	for i := range n {
		code := fmt.Sprintf("V%04d", i)
		fmt.Fprintf(&units, "%s;Xã Ví Dụ %d;Ví Dụ %d;xã;xã;233;có;01/7/2011;;%s\n", code, i, i, source)
		for year := 2021; year <= 2022; year++ {
			span := fmt.Sprintf("%s;01/01/%d;31/12/%d;có;thực hiện", code, year, year)
			told := fmt.Sprintf("%02d/01/%d;%s", 3+i%8, year+1, source)
			fmt.Fprintf(&values, "ho_ngheo;%s;;%d;%d;%s\n", span, 20+i*7%61-(year-2021), 1400+i%97, told)
			fmt.Fprintf(&values, "ho_can_ngheo;%s;;%d;%d;%s\n", span, 15+i*11%53-(year-2021), 1400+i%97, told)
			fmt.Fprintf(&values, "bao_hiem_y_te;%s;;%d;%d;%s\n", span, 4400+i*13%389+20*(year-2021), 5000+i%97, told)
			fmt.Fprintf(&values, "xa_nong_thon_moi;%s;%d;;;%s\n", span, (i+year)%2, told)
		}
		for _, h := range []struct {
			honour, kind, post string
			n                  int
		}{{"Lao động tiên tiến", "cá nhân", "trực tiếp", 12 + i%9}, {"Chiến sĩ thi đua cơ sở", "cá nhân", "trực tiếp", 2}, {"Tập thể lao động tiên tiến", "tập thể", "", 3}} {
			fmt.Fprintf(&registrations, "%s;2022;;%s;%s;%d;%s;04/3/2022;%s\n", code, h.honour, h.kind, h.n, h.post, source)
			fmt.Fprintf(&awards, "%s;2022;;%s;%s;%d;%s;công trạng;huyện;đã có quyết định;31/QĐ-MH;29/12/2022;30/12/2022;%s\n", code, h.honour, h.kind, h.n-i%2, h.post, source)
		}
		for k, m := range []string{"van_hoa_cong_so", "phong_chong_covid", "vi_nguoi_ngheo", "doi_song_van_hoa", "nong_thon_moi"} {
			fmt.Fprintf(&joined, "%s;%s;%d/01/2022;1%d/02/2022;;%d;02/7/2022;%s\n", m, code, 20+k, k, 100+(i*(k+3))%900, source)
		}
	}
	return map[string]string{"nhieu-xa.csv": units.String(), "nhieu-so-lieu.csv": values.String(), "nhieu-dang-ky.csv": registrations.String(),
		"nhieu-khen-thuong.csv": awards.String(), "nhieu-phong-trao.csv": joined.String()}
}

// BenchmarkScorecards runs the program that makes the scorecards of a thousand
// units: queries, charts, print and check of each file. It tells files a second,
// processor time of a file, and the most memory of the process after a quarter of
// the files and in all. TDKT_UNITS sets another number of communes.
func BenchmarkScorecards(b *testing.B) {
	n := 1000
	if text := os.Getenv("TDKT_UNITS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	dir := b.TempDir()
	binary := filepath.Join(b.TempDir(), "tdkt")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	if err := copyMissing("../../fixtures/phu-ninh-2022", dir); err != nil {
		b.Fatal(err)
	}
	for name, text := range moreCommunes(n) {
		if err := os.WriteFile(filepath.Join(dir, "data", name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	if out, err := exec.Command(binary, "--workspace", dir, "load").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	files, pages, figures := 0, 0, 0
	var quarter, most int
	var busy time.Duration
	for b.Loop() {
		cmd := exec.Command(binary, "--workspace", dir, "report", "scorecard", "--units", "all", "--as-of", "2023-01-15", "--again")
		out, err := cmd.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		made := 0
		for lines.Scan() {
			f := strings.Fields(lines.Text())
			k, _ := strconv.Atoi(f[len(f)-2])
			pages += k
			if made++; made == n/4 {
				quarter = mostMemory(b, cmd.Process.Pid)
			}
		}
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		files += made
		busy += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		most = int(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss / 1000)
	}
	b.StopTimer()
	for i := range 10 {
		path := filepath.Join(dir, "reports", "phu-ninh-2022-phieu-ca-ky", fmt.Sprintf("v%04d-vi-du-%d.pdf", i*n/10, i*n/10))
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		f, err := readback.Open(data)
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range f.Pages {
			figures += len(p.Figures)
		}
	}
	b.ReportMetric(float64(pages)/float64(files), "pages/file")
	b.ReportMetric(float64(figures)/10, "charts/file")
	b.ReportMetric(float64(files)/b.Elapsed().Seconds(), "files/s")
	b.ReportMetric(float64(busy.Milliseconds())/float64(files), "cpu-ms/file")
	b.ReportMetric(float64(quarter), "MB-at-quarter")
	b.ReportMetric(float64(most), "MB-at-end")
}

// mostMemory is the most memory that a process has held so far, in MB.
func mostMemory(b *testing.B, pid int) int {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	fields := strings.Fields(string(text))
	n, err := strconv.Atoi(fields[slices.Index(fields, "VmHWM:")+1])
	if err != nil {
		b.Fatal(err)
	}
	return n / 1000
}
