//! What is said of the words of a report, whoever wrote them: what a reader of the draft would mark.

use super::record::findings;

findings! {
    /// Faults of the text by the rules of `proofread/wording/`; each code is the id of its rule.
    pub enum Wording in Wording {
        Narrow { text: String } => ("text-marks", Warning,
            "“{text}”中的标点不是中文全角标点", "a mark in \"{text}\" is not a Chinese one",
            cure "改为全角的，。；：（）“”……——", "write it in full width")
        Twice { text: String } => ("text-marks", Warning,
            "两个标点连在一起：“{text}”", "two marks stand together: \"{text}\"", cure "删去一个", "delete one")
        Nested { mark: String, text: String } => ("text-pairs", Warning,
            "“{text}”里“{mark}”套用了同一种符号", "in \"{text}\" the mark \"{mark}\" stands inside one of its kind",
            cure "书名号里层用〈〉，引号里层用‘’", "use 〈〉 inside 《》 and ‘’ inside “”")
        Unpaired { mark: String, text: String } => ("text-pairs", Warning,
            "“{text}”里的“{mark}”没有配对", "in \"{text}\" the mark \"{mark}\" has no partner",
            cure "补上或删去一半", "complete or delete it")
        Listing { text: String } => ("text-listing", Info,
            "并列的书名号、引号之间不用顿号（“{text}”）", "no 、 stands between titles or quotations (\"{text}\")",
            cure "删去顿号", "delete it")
        WideDigits { text: String } => ("text-digits", Warning,
            "数字“{text}”是全角的", "the digits \"{text}\" are wide", cure "改为半角", "write them in half width")
        ShortYear { text: String } => ("text-digits", Warning,
            "年份“{text}”没有写全", "the year of \"{text}\" is cut short", cure "写全四位数", "write four digits")
        MixedNumber { text: String } => ("text-digits", Warning,
            "“{text}”把阿拉伯数字与“千”“百”混用", "\"{text}\" mixes digits with 千 or 百",
            cure "写成3000或三千", "write 3000 or 三千")
        Range { text: String } => ("text-digits", Warning,
            "百分数的范围“{text}”前一个数漏了百分号", "the first number of \"{text}\" lacks its sign",
            cure "写成10%～20%", "write 10%～20%")
        MixedStyle { chinese: String, digits: String } => ("text-mixed", Info,
            "同一段里“{chinese}”和“{digits}”写法不一", "\"{chinese}\" and \"{digits}\" stand in one paragraph",
            cure "统计数用阿拉伯数字；引用的标题照原样", "write counts in digits; titles stay as they are")
        About { text: String } => ("text-about", Warning,
            "概数“{text}”说了两遍，或用在了确数后面", "\"{text}\" says about twice, or of an exact number",
            cure "只留一个概数词；“余”“多”前用整十、整百数", "keep one of the words")
        DocumentNumber { text: String } => ("text-number-form", Warning,
            "文号“{text}”应写作〔2024〕5号", "the number \"{text}\" is not written like 〔2024〕5号",
            cure "用六角括号和四位年份，不加“第”，不编虚位", "use 〔〕 and four digits, no 第, no leading zero")
        NoSuchDay { text: String } => ("text-date", Error,
            "没有“{text}”这一天", "there is no day \"{text}\"", cure "核对日期", "check the date")
        Until { text: String } => ("text-until", Warning,
            "“{text}”应为“截至”", "\"{text}\" should say 截至",
            cure "到某一时点用“截至”，结束用“截止”", "截至 is up to a moment, 截止 is to close")
        CommaBefore { text: String } => ("text-comma-before", Info,
            "“{text}”：“等”前不用顿号", "、 stands before 等 in \"{text}\"", cure "删去顿号", "delete it")
        NoZero { text: String } => ("text-zero", Warning,
            "小数“{text}”没有写整数部分的0", "the decimal \"{text}\" lacks its zero", cure "写作“0{text}”", "write 0{text}")
        SpokenTime { text: String } => ("text-moment", Info,
            "“{text}”是口头的说法，公文中写明确切的时间", "\"{text}\" is how people say it, not a date or hour",
            cure "写明年、月、日，时刻用24小时制或上午、下午加12小时制", "write year, month and day, or the hour in one system")
        NoYear { text: String } => ("text-year", Info,
            "“{text}”前面没有年份", "no year stands before \"{text}\"", cure "首次出现时写明年份", "write the year")
        PointOrder { written: String, expected: String } => ("text-points", Error,
            "“{written}”之前应有“{expected}”", "\"{written}\" stands where \"{expected}\" follows",
            cure "补齐或改正序号", "complete the points or put the numbers right")
        PointAlone => ("text-points", Error,
            "有“一是”，没有“二是”", "there is 一是 without 二是", cure "补齐，或删去“一是”", "complete it or delete 一是")
        Counted { text: String, there: usize } => ("text-counted", Warning,
            "“{text}”下面数得出{there}个", "\"{text}\" is followed by {there}",
            cure "核对总数与分项", "bring the number into line with what follows")
        Spoken { word: String, better: String } => {
            let better = (!better.is_empty()).then(|| [format!("，可用“{better}”"), format!("; \"{better}\" is plainer")]);
            "text-spoken", Info,
            "“{word}”像是口语或内部说法{better}", "\"{word}\" is spoken language{better}",
            cure "改为书面、客观的说法", "write it as documents do";
        }
        Slip { wrong: String, right: String } => ("text-slips", Info,
            "“{wrong}”疑为“{right}”之误", "\"{wrong}\" may be a slip for \"{right}\"", cure "核对后改正", "check and correct it")
        Misquoted { wrong: String, right: String } => ("text-titles", Warning,
            "{wrong}的正式名称是{right}", "the title \"{wrong}\" is officially \"{right}\"",
            cure "改用正式名称", "use the official title")
        Outdated { old: String, new: String, until: String } => ("text-outdated", Warning,
            "“{old}”到{until}为止，之后是“{new}”", "\"{old}\" held until {until}; then it is \"{new}\"",
            cure "所说的事在此之前的，可以不改", "let it stand where it tells of the time before")
        Set { name: String, members: String } => ("text-sets", Warning,
            "“{name}”不全或次序不对，应为：{members}", "the set \"{name}\" is incomplete or out of order: \"{members}\"",
            cure "按规范表述写全", "write it in full and in order")
        Overused { word: String, count: usize } => ("text-overused", Info,
            "“{word}”用了{count}次", "\"{word}\" stands {count} times in the text", cure "换一些说法", "vary it")
        Strong { word: String } => ("text-strong", Info,
            "“{word}”所在的一句没有数字支撑", "the sentence with \"{word}\" has no figure", cure "补充数据，或改得平实些", "give a figure or say less")
        OtherName { written: String, name: String } => ("text-names", Warning,
            "活动名称写作“{written}”，别处是“{name}”", "the campaign is called \"{written}\" here and \"{name}\" elsewhere",
            cure "全文统一", "use one name")
        TwoFigures { matter: String, number: String, other: String } => ("text-figures", Warning,
            "这里是{number}{matter}，前面是{other}{matter}", "here it is {number} of \"{matter}\", before {other}",
            cure "核对；所指不同的，写明范围", "check them, or say how they differ")
        Mobile { text: String } => ("text-private", Error,
            "有手机号码（{text}）", "a mobile number ({text}) stands in the text", cure "删去", "delete it")
        Identity { text: String } => ("text-private", Error,
            "有身份证号码（{text}）", "an identity number ({text}) stands in the text", cure "删去", "delete it")
        Total { column: String, total: String, sum: String } => ("table-total", Warning,
            "表格“{column}”一栏合计为{total}，各行相加为{sum}", "the total of \"{column}\" is {total}, its rows add up to {sum}",
            cure "核对各行与合计", "check rows and total")
        Over { some: String, most: String } => ("text-over", Error,
            "“{some}”比“{most}”还多", "\"{some}\" is more than \"{most}\"", cure "核对两个数", "check both numbers")
        RateOff { rate: String, is: String } => ("text-rate", Warning,
            "“{rate}”与同一句中的数字不符，按其计算是{is}", "\"{rate}\" does not follow from the sentence, which gives {is}",
            cure "核对比率和用来计算的数", "check the rate and what it is reckoned from")
        PartOver { part: String, whole: String } => ("text-part", Warning,
            "“其中”的{part}多于总数{whole}", "the part {part} is more than the whole {whole}",
            cure "核对总数与分项", "check the whole and its parts")
        PointsOf { text: String } => ("text-change", Info,
            "“{text}”：两个百分率之差用“百分点”", "\"{text}\": rates differ by points (百分点)",
            cure "是两个率相减的，改为“个百分点”", "write 个百分点 where one rate was taken from the other")
        Times { text: String } => ("text-change", Info,
            "“{text}”：减少不用倍数", "\"{text}\": nothing shrinks by times", cure "改为减少百分之几或几分之几", "say by which share")
        Copied { text: String } => {
            let text = super::spoken::cut(text, 16);
            "text-copied", Info,
            "与另一段“{text}”几乎相同", "nearly the same as another paragraph, \"{text}\"",
            cure "像是复制后忘了改；确属需要的，不必改动", "it looks like a copy that was not rewritten";
        }
        TwoNames { one: String, other: String } => ("text-organs", Info,
            "既有“{one}”，又有“{other}”", "both \"{one}\" and \"{other}\" stand in the text",
            cure "所指相同的，全文统一", "use one name where they mean the same")
        NoProgress { list: String } => ("text-progress", Info,
            "建立了{list}，没有写整改进展", "{list} was set up, and nothing is said of what became of it",
            cure "补写整改完成了多少", "say how much is mended")
        LongSentence { count: usize } => ("text-long", Info,
            "有一句长{count}字", "a sentence has {count} characters", cure "断成几句", "part it")
        Listed { told: String, there: usize, name: String } => ("text-listed", Warning,
            "这里是{told}个突出问题，附件“{name}”列了{there}个", "the text counts {told} problems, the annex \"{name}\" lists {there}",
            cure "核对正文与附件", "bring text and annex into line")
    }
}
