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
        DocumentNumber { text: String, right: String } => ("text-number-form", Warning,
            "文号“{text}”应写作{right}", "the number \"{text}\" should be written {right}",
            cure "用六角括号和四位年份，不加“第”，不编虚位", "use 〔〕 and four digits, no 第, no leading zero")
        DayForm { text: String } => ("text-day-form", Warning,
            "日期“{text}”应写作2024年3月5日的样子", "the date \"{text}\" is not written like 2024年3月5日",
            cure "用阿拉伯数字和年、月、日", "use Arabic digits with 年, 月, 日")
        NoSuchHour { text: String } => ("text-day-form", Warning,
            "没有“{text}”这个钟点", "there is no hour \"{text}\"", cure "核对时间", "check the time")
        DatedBefore { date: String, day: String } => ("text-days", Error,
            "成文日期“{date}”早于正文所写的{day}", "the report is dated {date}, before {day} which it tells of",
            cure "核对两个日期", "check both dates")
        DaysTurned { first: String, then: String } => ("text-days", Error,
            "{then}早于{first}", "{then} comes before {first}", cure "在“报告信息”中核对", "check them in 报告信息")
        TurnedSpan { text: String } => ("text-days", Error,
            "“{text}”的止日早于起日", "\"{text}\" ends before it begins", cure "核对起止日期", "check both days")
        PartsOff { whole: String, sum: String } => ("text-part", Warning,
            "“其中”各项相加为{sum}，总数是{whole}", "the parts add up to {sum}, the whole is {whole}",
            cure "核对总数与分项", "check the whole and its parts")
        RatesApart { text: String } => ("text-change", Info,
            "“{text}”：两个百分率之差用“百分点”", "\"{text}\": rates differ by points (百分点)",
            cure "改为“个百分点”", "write 个百分点")
        ChangeOff { text: String, is: String } => ("text-reckoned", Warning,
            "“{text}”按前后两个数计算是{is}", "the two numbers of \"{text}\" give {is}",
            cure "核对两个数和幅度", "check both numbers and the change")
        ShareAbove { text: String } => ("text-share", Warning,
            "“{text}”超过了100%", "\"{text}\" is more than the whole", cure "核对分子分母", "check part and whole")
        NotAll { text: String, rest: String } => ("text-all", Warning,
            "这里说“{text}”，另一处写的是“{rest}”", "it says \"{text}\" here and \"{rest}\" elsewhere",
            cure "核对是否全部完成", "check whether all is done")
        Doubled { text: String } => ("text-doubled", Info,
            "“{text}”像是重复了", "\"{text}\" seems to stand twice", cure "删去一个", "delete one")
        Giver { name: String } => ("text-giver", Warning,
            "正文写出了提意见的人“{name}”", "the text names {name}, who gave an opinion",
            cure "删去姓名，用单位或人员类别来说", "leave the name out")
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
        RowTotal { row: String, total: String, sum: String } => ("table-total", Warning,
            "表格“{row}”一行合计为{total}，各栏相加为{sum}", "the row \"{row}\" says {total}, its columns add up to {sum}",
            cure "核对各栏与合计", "check columns and total")
        RowOver { row: String, some: String, most: String } => ("table-rows-bound", Error,
            "表格“{row}”一行的{some}比{most}还多", "in the row \"{row}\" {some} is more than {most}",
            cure "核对两个数", "check both numbers")
        RowRate { row: String, rate: String, is: String } => ("table-rows-bound", Error,
            "表格“{row}”一行的{rate}，按同一行的数计算是{is}", "the row \"{row}\" says {rate}, its numbers give {is}",
            cure "核对比率和用来计算的数", "check the rate and what it is reckoned from")
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
        Decimals { one: String, other: String } => ("text-decimals", Warning,
            "同一句里“{one}”和“{other}”保留的小数位数不同", "\"{one}\" and \"{other}\" of one sentence have other decimals",
            cure "统一小数位数", "give both as many decimals")
        WholeRate { text: String } => ("text-decimals", Warning,
            "“{text}”不用写小数", "\"{text}\" needs no decimals", cure "写成100%", "write 100%")
        OtherSpan { title: String, text: String } => ("text-span", Warning,
            "标题写“{title}”，正文写“{text}”", "the title says \"{title}\", the text \"{text}\"",
            cure "核对标题和正文所写的时间", "check which time the report is about")
        TwoSpans { text: String, other: String } => ("text-lasted", Warning,
            "这里是“{text}”，前面是“{other}”", "here it says \"{text}\", before \"{other}\"",
            cure "核对起止时间，全文统一", "check first and last day, and say it alike")
        SpanOff { text: String, days: String } => ("text-lasted", Warning,
            "“{text}”与起止时间（{days}）不符", "\"{text}\" does not fit the days ({days})",
            cure "核对起止时间", "check first and last day")
        SignedBy { name: String, organ: String } => ("text-signed", Warning,
            "署名“{name}”与标题、版头的机关“{organ}”不一致", "\"{name}\" signs, title or head name \"{organ}\"",
            cure "核对“报告信息”中的“署名”和“报告标题”", "check 署名 and 报告标题 in 报告信息")
        Alias { name: String, full: String } => ("text-alias", Warning,
            "标题、主送机关、署名中不用别称“{name}”，名录中是“{full}”", "\"{name}\" is no name for a title, addressee or signature, the list of units has \"{full}\"",
            cure "改用全称或规范化简称", "use the full name or the official short one")
        OrganSlip { written: String, name: String } => ("text-organ-slip", Warning,
            "“{written}”疑为“{name}”之误", "\"{written}\" may be a slip for \"{name}\"", cure "核对单位名称", "check the name of the unit")
        OtherPost { written: String, name: String, posts: String } => ("text-post", Error,
            "“{name}”的职务这里写作“{written}”，名册中是“{posts}”", "{name} is called \"{written}\" here and \"{posts}\" in the roster",
            cure "核对职务；是当时职务的，写明“时任”", "check the post; write 时任 where it was the one of that time")
        OtherPerson { written: String, name: String } => ("text-person", Warning,
            "“{written}”不在名册里，名册中相近的是“{name}”", "\"{written}\" is not in the roster, which has \"{name}\"",
            cure "核对姓名", "check the name")
        PersonOrder { first: String, then: String } => ("text-order", Warning,
            "名单次序：“{first}”应排在“{then}”之前", "\"{first}\" belongs before \"{then}\"",
            cure "按名册的职务和次序排列", "put them in the order of the roster")
        NoHead => ("text-head", Warning,
            "写了副组长，没有写组长", "deputies of a leading group are named and no head", cure "补写组长", "name the head")
        Criticised { name: String } => ("text-criticised", Warning,
            "批评性的意见点了“{name}”的名", "a critical opinion names \"{name}\"",
            cure "报告和附件中一般不点名；改为所指的事，或删去这一条", "say what it is about, or leave it out")
        /// Numbers that a person typed; `more` of them are not shown.
        Typed { numbers: Vec<String>, more: bool } => {
            let etc = more.then_some(["等", " and others"]);
            "text-typed", Info,
            "手工写的数字{numbers}{etc}，表格里没有对应的数，以后不会自动更新",
            "the typed numbers {numbers}{etc} are given by no table and will not be renewed",
            cure "核对；能用数字名的，改用大括号里的数字名", "check them; use the name of a figure where there is one";
        }
        LongSentence { count: usize } => ("text-long", Info,
            "有一句长{count}字", "a sentence has {count} characters", cure "断成几句", "part it")
        Listed { told: String, there: usize, name: String } => ("text-listed", Warning,
            "这里是{told}个突出问题，附件“{name}”列了{there}个", "the text counts {told} problems, the annex \"{name}\" lists {there}",
            cure "核对正文与附件", "bring text and annex into line")
    }
}
