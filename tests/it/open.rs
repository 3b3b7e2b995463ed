//! The 工作台: strangers are kept out of every address, what people do there is what 核对表 and the command line do, and
//! it ends when nobody looks any more.

mod history;
mod joins;
mod lobby;
mod pieces;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::scratch::Scratch;

/// Longer than anything takes on the slowest machine; a test that waits so long has failed.
const LONGEST: Duration = Duration::from_secs(90);

/// What stands behind the number of opinions.
const ITEMS: &str = "/datum?slot=opinions.items";

struct Desk {
    child: Child,
    port: u16,
    token: String,
    cookie: String,
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Desk {
    /// The program, opened on the folder 甲; not yet let in.
    fn strange(scratch: &Scratch) -> Desk {
        Desk::started(scratch, &["open", "甲", "--no-browser", "--lang", "zh"])
    }

    /// The program as it is started; without arguments as by a double click.
    fn started(scratch: &Scratch, arguments: &[&str]) -> Desk {
        // Programs of the system that a test puts in the place of the real ones.
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", scratch.path("bin").display());
        let mut child = Command::new(env!("CARGO_BIN_EXE_chengwen"))
            .env("PATH", path)
            .env("XDG_CONFIG_HOME", scratch.path("config"))
            .env("HOME", scratch.path(""))
            .env("CHENGWEN_WINDOW", "1")
            .env("LC_ALL", "zh_CN.UTF-8")
            .args(arguments)
            .current_dir(scratch.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.trim().strip_prefix("http://127.0.0.1:").expect("the address is the first line");
        let (port, token) = address.split_once("/?token=").unwrap();
        assert_eq!(token.len(), 64);
        Desk { child, port: port.parse().unwrap(), token: token.to_owned(), cookie: String::new() }
    }

    /// The same, let in and built.
    fn open(scratch: &Scratch) -> Desk {
        let mut desk = Desk::strange(scratch);
        desk.come_in();
        desk.until("</h1>", |page| !page.contains(">正在生成"));
        desk
    }

    /// Turns the token into the cookie.
    fn come_in(&mut self) {
        let answer = self.ask("GET", &format!("/?token={}", self.token), &[], b"");
        assert_eq!(answer.status, 303, "{}", answer.head);
        let cookie = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        self.cookie = cookie.split(';').next().unwrap().to_owned();
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// One request with just these headers.
    fn raw(&self, request: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        // Whoever is refused may find the door closed before all is said.
        let _ = stream.write_all(body);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let cut = all.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer with a head");
        let head = String::from_utf8_lossy(&all[..cut]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: all[cut + 4..].to_vec() }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let host = self.host();
        let mut all = vec![("Connection", "close")];
        if !headers.iter().any(|(name, _)| *name == "Host") {
            all.push(("Host", &host));
        }
        let length = body.len().to_string();
        if !headers.iter().any(|(name, _)| *name == "Content-Length") {
            all.push(("Content-Length", &length));
        }
        all.extend(headers);
        let lines: String = all.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.raw(&format!("{method} {path} HTTP/1.1\r\n{lines}\r\n"), body)
    }

    /// As a page of ours asks.
    fn page(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let origin = format!("http://{}", self.host());
        let form = "application/x-www-form-urlencoded";
        self.ask(method, path, &[("Cookie", &self.cookie), ("Origin", &origin), ("Content-Type", form)], body)
    }

    fn posts(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.page("POST", path, body.join("&").as_bytes())
    }

    /// The first page with these words for which something holds.
    fn until(&self, words: &str, holds: impl Fn(&str) -> bool) -> String {
        self.until_at("/", words, holds)
    }

    fn until_at(&self, path: &str, words: &str, holds: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        let mut last = String::new();
        while begun.elapsed() < LONGEST {
            last = self.page("GET", path, b"").text();
            if last.contains(words) && holds(&last) {
                return last;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        panic!("no page with {words}:\n{}", last.chars().take(3000).collect::<String>());
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // It is over already when the test was about that.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every address of the program, read where they are declared, so that none is forgotten here.
fn routes() -> Vec<(String, &'static str)> {
    let declared = include_str!("../../src/cli/open/routes.rs");
    let parts = declared.split(".route(\"").skip(1);
    let of = |part: &str| {
        let (path, rest) = part.split_once('"').unwrap();
        (path.to_owned(), if rest.starts_with(", post(") { "POST" } else { "GET" })
    };
    let mut routes: Vec<(String, &str)> = parts.map(of).collect();
    assert!(routes.len() >= 10, "{routes:?}");
    routes.push(("/no-such-address".to_owned(), "GET"));
    routes
}

#[test]
fn strangers_are_kept_out_of_every_address() {
    let scratch = Scratch::with_small_folder("甲");
    let desk = Desk::open(&scratch);
    let (host, cookie) = (desk.host(), desk.cookie.clone());
    let origin = format!("http://{host}");
    let elsewhere = format!("evil.example:{}", desk.port);
    let other_port = format!("127.0.0.1:{}", desk.port.wrapping_add(1));
    let other_origin = format!("http://{other_port}");
    let before = scratch.listing();
    for (path, method) in routes() {
        let strangers: [(&str, Vec<(&str, &str)>); 8] = [
            ("without the secret", vec![("Origin", &origin)]),
            ("with a wrong secret", vec![("Origin", &origin), ("Cookie", "chengwen=0000")]),
            ("by another name (rebinding)", vec![("Cookie", &cookie), ("Host", &elsewhere)]),
            ("by another port", vec![("Cookie", &cookie), ("Host", &other_port)]),
            ("by a name without a port", vec![("Cookie", &cookie), ("Host", "127.0.0.1")]),
            ("from another origin", vec![("Cookie", &cookie), ("Origin", "http://evil.example")]),
            ("from another program of this machine", vec![("Cookie", &cookie), ("Origin", &other_origin)]),
            ("from a page without an origin", vec![("Cookie", &cookie), ("Origin", "null")]),
        ];
        for (who, headers) in strangers {
            let answer = desk.ask(method, &path, &headers, b"");
            assert_eq!(answer.status, 403, "{method} {path} {who}: {}", answer.head);
            assert!(answer.body.is_empty(), "{method} {path} {who}");
        }
        if method == "POST" {
            let answer = desk.ask(method, &path, &[("Cookie", &cookie)], b"");
            assert_eq!(answer.status, 403, "{path}: what changes something says where it comes from");
        }
        let nameless = desk.raw(&format!("{method} {path} HTTP/1.0\r\nCookie: {cookie}\r\n\r\n"), b"");
        assert_eq!(nameless.status, 403, "{path} without a Host");
    }
    let again = desk.ask("GET", &format!("/?token={}", desk.token), &[], b"");
    assert_eq!(again.status, 403, "the address opens the door once");
    assert_eq!(scratch.listing(), before, "strangers changed something");
    let page = desk.page("GET", "/", b"");
    for header in [
        "content-security-policy: default-src 'none'",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
    ] {
        assert!(page.head.to_lowercase().contains(header), "{}", page.head);
    }
    assert!(!page.text().contains("<script>") && !page.text().contains("<style>"), "nothing inline");
}

#[test]
fn what_people_do_there_is_what_they_do_in_the_folder() {
    let scratch = Scratch::with_small_folder("甲");
    // Without a date the report asks for one, which is an error.
    scratch.write(
        "甲/报告信息.csv",
        "项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n".as_bytes(),
    );
    let desk = Desk::open(&scratch);
    let panel = desk.page("GET", ITEMS, b"").text();
    assert!(
        panel.contains("意见建议条数") && panel.contains("意见汇总.csv!意见汇总!C2"),
        "a figure opens to its cells"
    );
    // A workbook that is dropped onto it comes into the folder and is counted.
    let more = "序号,单位,意见建议\n1,北街医院,建议延长取药时间\n2,南街医院,建议增加座椅\n";
    let put = desk.page("POST", "/upload?name=%E8%A1%A5%E6%8A%A5.csv", more.as_bytes());
    assert_eq!((put.status, put.text().as_str()), (201, "补报.csv"));
    assert_eq!(scratch.read("甲/补报.csv"), more.as_bytes());
    desk.until_at(ITEMS, "补报.csv!补报!C2:C3", |_| true);
    // Never over another.
    let over = desk.page("POST", "/upload?name=%E8%A1%A5%E6%8A%A5.csv", b"x");
    assert_eq!((over.status, scratch.read("甲/补报.csv")), (409, more.as_bytes().to_vec()));
    // An error that is let stand there stands as if it had been written into 核对表.
    let page = desk.until("name=\"key\"", |_| true);
    let key = page.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(desk.posts("/finding", &[("key", &key), ("reason", "已与县医院核对")]).status, 303);
    desk.until("已核保留：已与县医院核对", |page| !page.contains(&format!("value=\"{key}\"")));
    let decisions: serde_json::Value =
        serde_json::from_slice(&scratch.read("甲/成文/.chengwen/decisions.json")).unwrap();
    assert_eq!(decisions["findings"][&key]["cells"]["reason"]["value"], "已与县医院核对");
    assert_eq!(desk.posts("/finding", &[("key", "0000"), ("reason", "x")]).status, 404);
    assert_eq!(desk.posts("/finding", &[("key", &key), ("reason", " 　")]).status, 400, "no reason");
    // A sheet that is said to hold nothing for the report is not counted any more.
    let row = page.split("补报.csv › 补报").nth(1).unwrap().split("name=\"row\" value=\"").nth(1).unwrap();
    let row = row.split('"').next().unwrap().to_owned();
    assert_eq!(desk.posts("/sheet", &[("row", &row), ("table", "没有这种表")]).status, 400);
    assert_eq!(desk.posts("/sheet", &[("row", &row), ("table", "不用")]).status, 303);
    let page = desk.until("没有读取", |_| true);
    // What is not used stands so in the list: nothing is chosen by a button that is pressed without choosing.
    let dropped = page.split("补报.csv › 补报").nth(1).unwrap().split("</select>").next().unwrap();
    assert!(dropped.contains("<option value=\"不用\" selected>"), "{dropped}");
    let seen = scratch.done(&["tables", "甲", "--json"]).stdout;
    assert!(seen.lines().any(|line| line.contains("补报") && line.contains("\"table\":null")), "{seen}");
    // The report is downloaded as it lies there.
    let report = desk.page("GET", "/report.docx", b"");
    let reports = scratch.reports("甲");
    let lying = reports.iter().find(|path| !path.contains("/历史/")).unwrap();
    assert!(report.status == 200 && report.body == scratch.read(lying), "the report as it lies");
    assert_eq!(desk.page("POST", "/finish", b"").status, 303);
    desk.until("role=\"status\"", |page| page.contains("定稿"));
}

#[test]
fn uploads_stay_in_the_folder() {
    let scratch = Scratch::with_small_folder("甲");
    let desk = Desk::open(&scratch);
    let before = scratch.listing();
    for name in [
        "../x.csv",
        "..%2Fx.csv",
        "..%5Cx.csv",
        "%2Fetc%2Fx.csv",
        "C:x.csv",
        "a%2Fb.csv",
        "..",
        ".hidden.csv",
        "~$x.csv",
        "",
        "x",
    ] {
        let answer = desk.page("POST", &format!("/upload?name={name}"), b"1");
        assert_eq!(answer.status, 400, "{name}: {}", answer.head);
    }
    let origin = format!("http://{}", desk.host());
    let gigabyte = [("Cookie", desk.cookie.as_str()), ("Origin", &origin), ("Content-Length", "1073741824")];
    assert_eq!(desk.ask("POST", "/upload?name=x.csv", &gigabyte, b"1").status, 413);
    let inputs = |listing: Vec<String>| {
        listing.into_iter().filter(|path| !path.contains("/成文/")).collect::<Vec<_>>()
    };
    assert_eq!(inputs(scratch.listing()), inputs(before));
}

#[test]
fn what_is_no_folder_is_refused() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.refused(&["open", "没有", "--no-browser"], 1).says(&["没有"]);
    scratch.refused(&["open", "甲/意见汇总.csv", "--no-browser"], 1);
    scratch.refused(&["open", "甲", "--port", "x"], 2);
}

/// A page that somebody looks at.
fn looks(desk: &Desk) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", desk.port)).unwrap();
    let request = format!("GET /events HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", desk.host(), desk.cookie);
    stream.write_all(request.as_bytes()).unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    stream
}

#[test]
fn whoever_goes_from_page_to_page_is_not_left() {
    let scratch = Scratch::with_small_folder("甲");
    let mut desk = Desk::open(&scratch);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        drop(looks(&desk));
        // A page is on its way for most of the time.
        std::thread::sleep(Duration::from_millis(300));
        assert!(desk.child.try_wait().unwrap().is_none(), "it ended after {:?}", begun.elapsed());
    }
}

#[test]
fn it_ends_when_the_last_page_is_closed() {
    let scratch = Scratch::with_small_folder("甲");
    let mut desk = Desk::open(&scratch);
    let (one, other) = (looks(&desk), looks(&desk));
    drop(one);
    std::thread::sleep(Duration::from_secs(12));
    assert!(desk.child.try_wait().unwrap().is_none(), "a page is open still");
    assert_eq!(desk.page("GET", "/", b"").status, 200);
    drop(other);
    let begun = Instant::now();
    let ended = loop {
        if let Some(status) = desk.child.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < LONGEST, "it goes on without anybody looking");
        std::thread::sleep(Duration::from_millis(200));
    };
    assert!(ended.success());
}
