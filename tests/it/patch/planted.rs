//! One of everything in ECMA-376 that can hold a name or a path, and is not printed, is planted in a document: the
//! clean copy holds none of it, and shows the same.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use chengwen::docx::{LeftOut, clean, read};
use chengwen::package::xml::parse;

use super::saved::with_parts;
use super::{bytes, texts};
use crate::docx::specimens::long;

/// What nobody may find in a clean copy.
const SECRET: &str = "秘甲";
const PATH: &str = r"C:\Users\秘甲\底稿";

/// What stands in the body, as XML; `◎` begins what can be seen.
fn body() -> String {
    let field = |said: &str, shown: &str| {
        format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"><w:fldData>56eY55Sy</w:fldData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {said} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        )
    };
    let path = PATH.replace('\\', r"\\");
    let fields: String = [
        format!(r#"INCLUDEPICTURE "{path}" \d"#),
        format!(r#"INCLUDETEXT "{path}""#),
        format!(r#"LINK Excel.Sheet.12 "{path}" "表!R1C1" \a"#),
        format!(r#"DDEAUTO excel "{path}""#),
        format!(r#"HYPERLINK "file:///{path}" \o "秘甲""#),
        r#"HYPERLINK "https://秘甲:密@gov.cn/""#.to_owned(),
        "AUTHOR 秘甲".to_owned(),
        "LASTSAVEDBY".to_owned(),
        r"FILENAME \p".to_owned(),
        "MERGEFIELD 秘甲".to_owned(),
        "DOCPROPERTY 秘甲".to_owned(),
        "DOCVARIABLE 秘甲".to_owned(),
        "ADDIN 秘甲.引文".to_owned(),
        "QUOTE 秘甲".to_owned(),
        r#"IF "秘甲" = "秘甲" "◎" "秘甲""#.to_owned(),
        r#"DATE \@ "'秘甲'yyyy""#.to_owned(),
        format!(r#"DATABASE \d "{path}""#),
        "REF 秘甲一 ".to_owned(),
        r#"HYPERLINK \l "秘甲一" \o "秘甲" \t "秘甲""#.to_owned(),
        r#"TOC \o "1-2" \t "秘甲正文,3" \b 秘甲一"#.to_owned(),
        "STYLEREF 秘甲正文".to_owned(),
    ]
    .iter()
    .enumerate()
    .map(|(number, said)| field(&said.replace('&', "&amp;").replace('"', "&quot;"), &format!("◎域{number}")))
    .collect();
    let unseen: String = [
        r#"XE "秘甲""#,
        r#"TC "秘甲" \l 1"#,
        r#"TA \l "秘甲""#,
        "RD 秘甲.docx",
        r#"SET 秘甲 "秘甲""#,
        r#"ASK 秘甲 "秘甲？""#,
        "PRIVATE 秘甲",
    ]
    .iter()
    .map(|said| {
        let said = said.replace('"', "&quot;");
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{said}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    })
    .collect();
    format!(
        r##"<!--秘甲--><?秘甲 秘甲?>
<w:p><w:pPr><w:pStyle w:val="secret"/><w:rPr><w:lang w:val="en-US"/></w:rPr></w:pPr><w:bookmarkStart w:id="9001" w:name="秘甲一"/><w:r><w:t>◎标</w:t></w:r><w:bookmarkEnd w:id="9001"/><w:bookmarkStart w:id="9002" w:name="秘甲二"/><w:bookmarkEnd w:id="9002"/></w:p>
{fields}<w:p>{unseen}<w:r><w:t>◎无</w:t></w:r></w:p>
<w:p><w:hyperlink r:id="rIdFile" w:tooltip="秘甲" w:docLocation="秘甲" w:tgtFrame="秘甲"><w:r><w:t>◎链一</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="秘甲一" w:tooltip="秘甲"><w:r><w:t>◎链二</w:t></w:r></w:hyperlink><w:hyperlink r:id="rIdWeb" w:tooltip="秘甲"><w:r><w:t>◎链三</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="秘甲三"><w:r><w:t>◎链四</w:t></w:r></w:hyperlink></w:p>
<w:p><w:fldSimple w:instr=" AUTHOR 秘甲 "><w:r><w:t>◎简</w:t></w:r></w:fldSimple><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="秘甲"/><w:enabled/><w:calcOnExit w:val="0"/><w:entryMacro w:val="秘甲"/><w:exitMacro w:val="秘甲"/><w:helpText w:type="text" w:val="秘甲"/><w:statusText w:type="text" w:val="秘甲"/><w:ddList><w:result w:val="1"/><w:listEntry w:val="秘甲"/><w:listEntry w:val="◎选"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="秘甲"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>◎勾</w:t></w:r></w:p>
<w:sdt><w:sdtPr><w:alias w:val="秘甲"/><w:tag w:val="秘甲"/><w:id w:val="77"/><w:placeholder><w:docPart w:val="秘甲"/></w:placeholder><w:dataBinding w:prefixMappings="xmlns:n='秘甲'" w:xpath="/n:秘甲" w:storeItemID="{{77}}"/><w:dropDownList w:lastValue="秘甲"><w:listItem w:displayText="秘甲" w:value="秘甲"/></w:dropDownList></w:sdtPr><w:sdtEndPr/><w:sdtContent><w:p><w:r><w:t>◎控</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:customXml w:uri="urn:秘甲" w:element="秘甲"><w:customXmlPr><w:placeholder w:val="秘甲"/><w:attr w:uri="urn:秘甲" w:name="秘甲" w:val="秘甲"/></w:customXmlPr><w:p><w:smartTag w:uri="urn:秘甲" w:element="人名"><w:smartTagPr><w:attr w:name="秘甲" w:val="秘甲"/></w:smartTagPr><w:r><w:t>◎签</w:t></w:r></w:smartTag></w:p></w:customXml>
<w:p zz:who="秘甲"><w:permStart w:id="7" w:ed="秘甲@gov.cn" w:edGrp="editors"/><w:proofErr w:type="spellStart"/><w:r><w:t>◎权</w:t><zz:mark who="秘甲"/></w:r><w:permEnd w:id="7"/><w:commentRangeStart w:id="5"/><w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘甲</w:t></w:r><w:r><w:t>◎藏</w:t></w:r></w:p>
<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblCaption w:val="秘甲"/><w:tblDescription w:val="秘甲"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc w:id="秘甲"><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>◎格</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>秘甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9000" cy="9000"/><wp:docPr id="71" name="秘甲" descr="秘甲" title="秘甲"><a:hlinkClick r:id="rIdFile" tooltip="秘甲"/></wp:docPr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{PATH}\章.png" descr="秘甲"><a:hlinkHover r:id="rIdFile"/><a:extLst><a:ext uri="{{837473B0-CC2E-450A-ABE3-18F120FF3D39}}"><a1611:picAttrSrcUrl r:id="rIdFile"/></a:ext></a:extLst></pic:cNvPr><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="秘甲图一" r:link="rIdLinked"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip r:embed="rIdSvg"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9000" cy="9000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
<w:p><w:r><w:pict><v:shapetype id="秘甲型" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"/><v:shape id="秘甲" o:spid="秘甲" type="#秘甲型" alt="秘甲" title="秘甲" href="file:///{PATH}" style="width:9pt;height:9pt" o:gfxdata="56eY55Sy"><v:imagedata r:id="rIdJpeg" o:title="秘甲" o:href="{PATH}" r:href="rIdLinked"/><v:textbox><w:txbxContent><w:p><w:r><w:t>◎框</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>
<w:p><w:r><w:object w:dxaOrig="900" w:dyaOrig="900"><v:shape id="_x0000_i1025" style="width:9pt;height:9pt" o:ole=""><v:imagedata r:id="rIdEmf" o:title=""/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_秘甲" r:id="rIdOle"><o:FieldCodes>秘甲</o:FieldCodes></o:OLEObject></w:object></w:r><w:r><w:pict><v:rect style="width:9pt;height:9pt"><v:fill r:id="rIdWmf" o:title="秘甲"/></v:rect></w:pict></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9000" cy="9000"/><wp:docPr id="72" name="秘甲"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvPr id="73" name="秘甲" descr="秘甲"/><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9000" cy="9000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>◎新框</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:9pt;height:9pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>秘甲</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9000" cy="9000"/><wp:docPr id="74" name="秘甲"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rIdChart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9000" cy="9000"/><wp:docPr id="75" name="秘甲"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="rIdData" r:lo="rIdLayout" r:qs="rIdQuick" r:cs="rIdColours"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"##
    )
}

const NAMES: &str = r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:a1611="http://schemas.microsoft.com/office/drawing/2016/11/main" xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:zz="urn:秘甲" mc:Ignorable="zz""#;

/// Parts that come in: name, content type, content.
fn parts() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let xml = |text: &str| format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}").into_bytes();
    let drawn = NAMES.replace(" mc:Ignorable=\"zz\"", "");
    let embedded = b"PK\x03\x04 \xe7\xa7\x98\xe7\x94\xb2".to_vec();
    let chart = format!(
        r#"<c:chartSpace{drawn}><c:pivotSource><c:name>[秘甲.xlsx]秘甲!透视</c:name><c:fmtId val="0"/></c:pivotSource><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>'{PATH}\[秘甲.xlsx]秘甲'!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>◎列</c:v></c:pt></c:strCache></c:strRef></c:tx><c:val><c:numRef><c:f>[0]!秘甲</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>3</c:v></c:pt></c:numCache></c:numRef></c:val><c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:formulaRef><c15:sqref>秘甲!$A$1</c15:sqref></c15:formulaRef></c:ext></c:extLst></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart></c:plotArea></c:chart><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData><c:printSettings><c:headerFooter><c:oddHeader>秘甲</c:oddHeader></c:headerFooter><c:pageMargins b="1" l="1" r="1" t="1" header="1" footer="1"/><c:pageSetup/></c:printSettings><c:userShapes r:id="rId2"/></c:chartSpace>"#
    );
    let shapes = format!(
        r#"<c:userShapes{drawn} xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"><cdr:relSizeAnchor><cdr:from><cdr:x>0</cdr:x><cdr:y>0</cdr:y></cdr:from><cdr:to><cdr:x>1</cdr:x><cdr:y>1</cdr:y></cdr:to><cdr:sp macro="秘甲" textlink="秘甲!A1"><cdr:nvSpPr><cdr:cNvPr id="2" name="秘甲" descr="秘甲"/><cdr:cNvSpPr/></cdr:nvSpPr><cdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></cdr:spPr></cdr:sp></cdr:relSizeAnchor></c:userShapes>"#
    );
    let data = format!(
        r#"<dgm:dataModel{drawn}><dgm:ptLst><dgm:pt modelId="1" type="doc"><dgm:prSet phldrT="秘甲"/><dgm:spPr/><dgm:t><a:bodyPr/><a:p><a:r><a:t>◎图示</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:bg/><dgm:whole/><dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram"><dsp:dataModelExt xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" relId="rIdDrawing" minVer="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:ext></dgm:extLst></dgm:dataModel>"#
    );
    let drawing = format!(
        r#"<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"{drawn}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name="秘甲" title="秘甲"/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/></dsp:spTree></dsp:drawing>"#
    );
    let layout = format!(
        r#"<dgm:layoutDef{drawn} uniqueId="urn:x"><dgm:title val="秘甲"/><dgm:desc val="秘甲"/><dgm:catLst><dgm:cat type="秘甲" pri="1"/></dgm:catLst><dgm:layoutNode name="n"/></dgm:layoutDef>"#
    );
    let quick = format!(
        r#"<dgm:styleDef{drawn} uniqueId="urn:y"><dgm:title val="秘甲"/><dgm:styleLbl name="node0"/></dgm:styleDef>"#
    );
    let colours =
        format!(r#"<dgm:colorsDef{drawn} uniqueId="urn:z"><dgm:title val="秘甲"/></dgm:colorsDef>"#);
    let slots = "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split(' ');
    let scheme: String =
        slots.map(|name| format!("<a:{name}><a:srgbClr val=\"000000\"/></a:{name}>")).collect();
    let font = r#"<a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/>"#;
    let fill = "<a:noFill/>".repeat(3);
    let line = "<a:ln/>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    let theme = format!(
        r#"<a:theme{drawn} name="秘甲"><a:themeElements><a:clrScheme name="秘甲">{scheme}</a:clrScheme><a:fontScheme name="秘甲"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="秘甲"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:custClrLst><a:custClr name="秘甲"/></a:custClrLst><a:extLst><a:ext uri="{{05A4C25C-085E-4340-85A3-A5531E510DB2}}"><thm15:themeFamily xmlns:thm15="http://schemas.microsoft.com/office/thememl/2012/main" name="秘甲" id="{{1}}" vid="{{1}}"/></a:ext></a:extLst></a:theme>"#
    );
    let w = format!("xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"{drawn}");
    let web = format!(
        r#"<w:webSettings {w}><w:frameset><w:frame><w:name w:val="秘甲"/><w:sourceFileName r:id="rId1"/></w:frame></w:frameset></w:webSettings>"#
    );
    let glossary = format!(
        r#"<w:glossaryDocument {w}><w:docParts><w:docPart><w:docPartPr><w:name w:val="秘甲"/></w:docPartPr><w:docPartBody><w:p/></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"#
    );
    let comments = format!(
        r#"<w:comments {w}><w:comment w:id="5" w:author="秘甲" w:initials="秘甲"><w:p/></w:comment></w:comments>"#
    );
    let numbering = format!(
        r#"<w:numbering {w}><w:abstractNum w:abstractNumId="0"><w:nsid w:val="12345678"/><w:name w:val="秘甲"/><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let secret = format!("<x>{SECRET}</x>");
    let other = "application/xml";
    vec![
        ("word/media/秘甲.png", "image/png", png()),
        ("word/media/b.jpg", "image/jpeg", jpeg()),
        ("word/media/c.emf", "image/x-emf", emf()),
        ("word/media/d.wmf", "image/x-wmf", wmf()),
        ("word/media/e.svg", "image/svg+xml", xml(&secret)),
        (
            "word/embeddings/秘甲.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            embedded.clone(),
        ),
        ("word/embeddings/秘甲.bin", "application/vnd.openxmlformats-officedocument.oleObject", embedded),
        (
            "word/charts/chart9.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            xml(&chart),
        ),
        (
            "word/charts/drawing9.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml",
            xml(&shapes),
        ),
        (
            "word/diagrams/data9.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
            xml(&data),
        ),
        (
            "word/diagrams/drawing9.xml",
            "application/vnd.ms-office.drawingml.diagramDrawing+xml",
            xml(&drawing),
        ),
        (
            "word/diagrams/layout9.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.diagramLayout+xml",
            xml(&layout),
        ),
        (
            "word/diagrams/quick9.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.diagramStyle+xml",
            xml(&quick),
        ),
        (
            "word/diagrams/colours9.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.diagramColors+xml",
            xml(&colours),
        ),
        ("word/theme/theme9.xml", "application/vnd.openxmlformats-officedocument.theme+xml", xml(&theme)),
        (
            "word/webSettings9.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.webSettings+xml",
            xml(&web),
        ),
        (
            "word/glossary/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml",
            xml(&glossary),
        ),
        (
            "word/comments9.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            xml(&comments),
        ),
        (
            "word/numbering9.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
            xml(&numbering),
        ),
        ("word/people9.xml", other, xml(&secret)),
        ("word/recipients.xml", other, xml(&secret)),
        ("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", SECRET.into()),
        ("word/customizations.xml", other, xml(&secret)),
        (
            "word/printer.bin",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings",
            SECRET.into(),
        ),
        ("docProps/custom9.xml", other, xml(&secret)),
        ("docProps/thumbnail.jpeg", "image/jpeg", SECRET.into()),
        ("docMetadata/LabelInfo.xml", other, xml(&secret)),
        ("_xmlsignatures/origin.sigs", other, xml(&secret)),
        ("customUI/customUI.xml", other, xml(&secret)),
        ("customXml/item9.xml", other, xml(&secret)),
        ("word/webextensions/taskpanes.xml", other, xml(&secret)),
    ]
}

/// Relationships of the document: id, last word of the type, target, whether outside.
const LINKS: [(&str, &str, &str, bool); 26] = [
    ("rIdFile", "hyperlink", "file:///C:/Users/秘甲/底稿.docx", true),
    ("rIdWeb", "hyperlink", "https://www.gov.cn/zhengce/", true),
    ("rIdLinked", "image", "file:///C:/Users/秘甲/章.png", true),
    ("秘甲图一", "image", "media/秘甲.png", false),
    ("rIdJpeg", "image", "media/b.jpg", false),
    ("rIdEmf", "image", "media/c.emf", false),
    ("rIdWmf", "image", "media/d.wmf", false),
    ("rIdSvg", "image", "media/e.svg", false),
    ("rIdOle", "oleObject", "embeddings/秘甲.bin", false),
    ("rIdChart", "chart", "charts/chart9.xml", false),
    ("rIdData", "diagramData", "diagrams/data9.xml", false),
    ("rIdDrawing", "diagramDrawing", "diagrams/drawing9.xml", false),
    ("rIdLayout", "diagramLayout", "diagrams/layout9.xml", false),
    ("rIdQuick", "diagramQuickStyle", "diagrams/quick9.xml", false),
    ("rIdColours", "diagramColors", "diagrams/colours9.xml", false),
    ("rIdTheme", "theme", "theme/theme9.xml", false),
    ("rIdWebSettings", "webSettings", "webSettings9.xml", false),
    ("rIdGlossary", "glossaryDocument", "glossary/document.xml", false),
    ("rIdComments", "comments", "comments9.xml", false),
    ("rIdNumbering", "numbering", "numbering9.xml", false),
    ("rIdPeople", "people", "people9.xml", false),
    ("rIdVba", "vbaProject", "vbaProject.bin", false),
    ("rIdKeys", "keyMapCustomizations", "customizations.xml", false),
    ("rIdPrinter", "printerSettings", "printer.bin", false),
    ("rIdCustom", "customXml", "../customXml/item9.xml", false),
    ("rIdMaster", "subDocument", "file:///C:/Users/秘甲/章节.docx", true),
];

const SETTINGS: &str = r#"<w:writeProtection w:recommended="1" w:hash="秘甲"/><w:attachedTemplate r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/><w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="textFile"/><w:connectString w:val="秘甲"/><w:query w:val="秘甲"/></w:mailMerge><w:docVars><w:docVar w:name="秘甲" w:val="秘甲"/></w:docVars><w:captions><w:caption w:name="秘甲"/></w:captions><w:attachedSchema w:val="秘甲"/><w:saveThroughXslt w:solutionID="秘甲"/><w:smartTagType w:namespaceuri="秘甲" w:name="秘甲" w:url="秘甲"/><w:clickAndTypeStyle w:val="secret"/></w:settings>"#;

const PROPERTIES: &str = r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>秘甲</dc:title><dc:subject>秘甲</dc:subject><dc:creator>秘甲</dc:creator><cp:keywords>秘甲</cp:keywords><dc:description>秘甲</dc:description><cp:lastModifiedBy>秘甲</cp:lastModifiedBy><cp:category>秘甲</cp:category><cp:contentStatus>秘甲</cp:contentStatus><dc:identifier>秘甲</dc:identifier><cp:version>秘甲</cp:version></cp:coreProperties>"#;

const EXTENDED: &str = r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>秘甲</Template><Manager>秘甲</Manager><Company>秘甲</Company><HyperlinkBase>秘甲</HyperlinkBase><Application>秘甲</Application></Properties>"#;

/// The planted document.
fn planted() -> Vec<u8> {
    with_parts(&bytes(&long()), |all| {
        let bound = String::from_utf8(all["word/document.xml"].clone()).unwrap();
        let bound = bound.split_once("<w:document").unwrap().1.split_once('>').unwrap().0;
        let lacking = NAMES
            .split(' ')
            .filter(|name| !name.is_empty() && !bound.contains(name.split('=').next().unwrap()));
        let root = format!("<w:document {}", lacking.collect::<Vec<_>>().join(" "));
        let mut change = |part: &str, from: &str, to: &str| {
            let text = String::from_utf8(all[part].clone()).unwrap();
            assert!(text.contains(from), "{part}: {from}");
            all.insert(part.to_owned(), text.replacen(from, to, 1).into_bytes());
        };
        change("word/document.xml", "<w:body>", &format!("<w:body>{}", body()));
        change("word/document.xml", "<w:document", &root);
        change("word/settings.xml", "</w:settings>", SETTINGS);
        let style = r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="secret"><w:name w:val="秘甲正文"/><w:aliases w:val="秘甲"/><w:basedOn w:val="BodyText"/><w:rsid w:val="00112233"/></w:style></w:styles>"#;
        change("word/styles.xml", "</w:styles>", style);
        let overrides: String = parts()
            .iter()
            .map(|(name, kind, _)| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"))
            .collect();
        change("[Content_Types].xml", "</Types>", &format!("{overrides}</Types>"));
        let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        let links: String = LINKS
            .iter()
            .map(|(id, word, target, outside)| {
                let mode = if *outside { " TargetMode=\"External\"" } else { "" };
                format!("<Relationship Id=\"{id}\" Type=\"{of}{word}\" Target=\"{target}\"{mode}/>")
            })
            .collect();
        change("word/_rels/document.xml.rels", "</Relationships>", &format!("{links}</Relationships>"));
        let top = [
            "docProps/custom9.xml",
            "docProps/thumbnail.jpeg",
            "docMetadata/LabelInfo.xml",
            "_xmlsignatures/origin.sigs",
            "customUI/customUI.xml",
            "word/webextensions/taskpanes.xml",
        ];
        let words = [
            "custom-properties",
            "metadata/thumbnail",
            "classificationlabels",
            "digital-signature/origin",
            "extensibility",
            "webextensiontaskpanes",
        ];
        let links: String = top
            .iter()
            .zip(words)
            .enumerate()
            .map(|(at, (name, word))| {
                format!("<Relationship Id=\"rIdTop{at}\" Type=\"{of}{word}\" Target=\"{name}\"/>")
            })
            .collect();
        change("_rels/.rels", "</Relationships>", &format!("{links}</Relationships>"));
        let rels = |links: &str| {
            format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>").into_bytes()
        };
        let chart = format!(
            "<Relationship Id=\"rId1\" Type=\"{of}package\" Target=\"../embeddings/秘甲.xlsx\"/><Relationship Id=\"rId2\" Type=\"{of}chartUserShapes\" Target=\"drawing9.xml\"/>"
        );
        all.insert("word/charts/_rels/chart9.xml.rels".to_owned(), rels(&chart));
        let template = format!(
            "<Relationship Id=\"rId1\" Type=\"{of}attachedTemplate\" Target=\"file:///C:/秘甲.dotm\" TargetMode=\"External\"/>"
        );
        all.insert("word/_rels/settings.xml.rels".to_owned(), rels(&template));
        all.insert("docProps/core.xml".to_owned(), PROPERTIES.as_bytes().to_vec());
        all.insert("docProps/app.xml".to_owned(), EXTENDED.as_bytes().to_vec());
        all.extend(parts().into_iter().map(|(name, _, bytes)| (name.to_owned(), bytes)));
    })
}

fn opened(document: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.insert(file.name().unwrap().into_owned(), bytes);
    }
    parts
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn nothing_planted_is_in_the_clean_copy_and_all_that_shows_is() {
    let planted = planted();
    let clean_copy = clean(&planted).unwrap();
    let copy = clean_copy.bytes;
    std::fs::write(format!("{}/planted.docx", crate::scratch::patched()), &copy).unwrap();
    let wide: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let parts = opened(&copy);
    for (name, bytes) in &parts {
        assert!(!name.contains(SECRET), "{name}");
        for secret in [SECRET.as_bytes(), &wide, b"56eY55Sy"] {
            assert!(!holds(bytes, secret), "{name}: {}", String::from_utf8_lossy(bytes));
        }
        for word in ["w:nsid", "cw_", "aliases", "ffData><w:name"] {
            assert!(!holds(bytes, word.as_bytes()), "{name}: {word}");
        }
    }
    // All that can be seen is there: `◎…` in the text, the chart and the diagram.
    let source: String =
        opened(&planted).values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    let shown: Vec<&str> =
        source.split('◎').skip(1).map(|rest| rest.split(['<', '"', '&']).next().unwrap()).collect();
    assert!(shown.len() > 35, "{shown:?}");
    let result: String = parts.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    for word in shown.iter().filter(|word| !word.is_empty()) {
        assert!(result.contains(&format!("◎{word}<")), "◎{word} is gone");
    }
    let before = read(&planted).unwrap();
    let before: Vec<String> = texts(&before).iter().map(|text| text.replace(SECRET, "")).collect();
    let after = read(&copy).unwrap();
    assert_eq!(after.blocks.len(), before.len());
    // The parts that show something are there, each under a name of ours; each relationship leads to one.
    for name in [
        "word/media/image4.wmf",
        "word/charts/chart1.xml",
        "word/charts/drawing1.xml",
        "word/diagrams/drawing1.xml",
        "word/theme/theme1.xml",
        "word/numbering.xml",
    ] {
        assert!(parts.contains_key(name), "{name}: {:?}", parts.keys());
    }
    assert!(
        !parts.keys().any(|name| name.contains("embeddings") || name.contains("custom")),
        "{:?}",
        parts.keys()
    );
    for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let root = parse(std::str::from_utf8(bytes).unwrap()).unwrap();
        for link in root.elements().filter(|link| link.attribute("TargetMode").is_none()) {
            let from = name.replace("_rels/", "");
            let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
            let (mut folder, mut target) = (folder.to_owned(), link.attribute("Target").unwrap());
            while let Some(rest) = target.strip_prefix("../") {
                folder = folder.rsplit_once('/').unwrap().0.to_owned();
                target = rest;
            }
            let target = if folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") };
            assert!(parts.contains_key(&target), "{name}: {target}");
        }
    }
    // Links within the text and to public places still lead there.
    let document = String::from_utf8_lossy(&parts["word/document.xml"]).into_owned();
    for kept in
        ["w:anchor=\"_Ref1\"", "w:name=\"_Ref1\"", " REF _Ref1 ", "w:instr=\" PAGE \"", "<w:checkBox>"]
    {
        assert!(document.contains(kept), "{kept} in {document}");
    }
    assert!(holds(&parts["word/_rels/document.xml.rels"], b"https://www.gov.cn/zhengce/"));
    let told: Vec<LeftOut> = clean_copy.left.iter().map(|left| left.what).collect();
    for what in [LeftOut::Link, LeftOut::Opens, LeftOut::Unknown] {
        assert!(told.contains(&what), "{what:?} in {:?}", clean_copy.left);
    }
    assert!(!told.iter().any(|what| what.is_seen()), "{:?}", clean_copy.left);
    assert_eq!(clean(&copy).unwrap().bytes, copy, "a clean copy is clean");
}

/// What shows something that does not lie in the document is told, so nobody hands on a copy without it.
#[test]
fn what_can_be_seen_is_never_left_out_unsaid() {
    let fragments = [
        r#"<w:altChunk r:id="rIdFile"/>"#,
        r#"<w:p><w:subDoc r:id="rIdFile"/></w:p>"#,
        r#"<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:link="rIdLinked"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#,
        r#"<w:p><w:r><w:pict><v:shape><v:imagedata r:href="rIdLinked"/></v:shape></w:pict></w:r></w:p>"#,
        r#"<w:p><w:r><w:rPr><w:webHidden/></w:rPr><w:t>网页</w:t></w:r></w:p>"#,
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro 点这里 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        r#"<w:p><zz:box><w:r><w:t>不识</w:t></w:r></zz:box></w:p>"#,
        r#"<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rIdSvg"/></v:shape></w:pict></w:r></w:p>"#,
    ];
    for fragment in fragments {
        let document = with_parts(&planted(), |all| {
            let text = String::from_utf8(all["word/document.xml"].clone()).unwrap();
            let text = text.replacen("<w:body>", &format!("<w:body>{fragment}"), 1);
            all.insert("word/document.xml".to_owned(), text.into_bytes());
        });
        let left = clean(&document).unwrap().left;
        assert_eq!(left.iter().filter(|left| left.what.is_seen()).count(), 1, "{fragment}: {left:?}");
    }
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut all = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    all.extend(kind);
    all.extend(data);
    all.extend([0; 4]);
    all
}

fn png() -> Vec<u8> {
    let secret = SECRET.as_bytes();
    let mut all = b"\x89PNG\r\n\x1a\n".to_vec();
    all.extend(chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
    for kind in [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"sPLT", b"zzZz"] {
        all.extend(chunk(kind, secret));
    }
    all.extend(chunk(b"IDAT", b"\x78\x9c\x63\x60\0\0\0\x02\0\x01"));
    all.extend(chunk(b"IEND", b""));
    all.extend(secret);
    all
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let mut all = vec![0xff, marker];
    all.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
    all.extend(data);
    all
}

fn jpeg() -> Vec<u8> {
    let secret = SECRET.as_bytes();
    let with = |head: &[u8]| [head, secret].concat();
    let mut all = vec![0xff, 0xd8];
    all.extend(segment(0xe0, &with(b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01")));
    all.extend(segment(
        0xe1,
        &with(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
    ));
    all.extend(segment(0xe1, &with(b"http://ns.adobe.com/xap/1.0/\0")));
    all.extend(segment(0xe2, &with(b"ICC_PROFILE\0")));
    all.extend(segment(0xed, &with(b"Photoshop 3.0\0")));
    all.extend(segment(0xfe, secret));
    all.extend(segment(0xdb, &[0; 65]));
    all.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
    all.extend([0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]);
    all.extend(secret);
    all
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut all = kind.to_le_bytes().to_vec();
    all.extend(u32::try_from(data.len() + 8).unwrap().to_le_bytes());
    all.extend(data);
    all
}

fn emf() -> Vec<u8> {
    let mut head = vec![0; 100 - 8];
    head[32..36].copy_from_slice(b" EMF");
    head[52..56].copy_from_slice(&2u32.to_le_bytes());
    head[56..60].copy_from_slice(&100u32.to_le_bytes());
    head.extend(wide(SECRET));
    let mut all = record(1, &head);
    all.extend(record(70, &[8u32.to_le_bytes().to_vec(), wide(SECRET), vec![0; 4]].concat()));
    let plus =
        [vec![0x03, 0x40, 0, 0], 16u32.to_le_bytes().to_vec(), 4u32.to_le_bytes().to_vec(), wide(SECRET)]
            .concat();
    all.extend(record(70, &[20u32.to_le_bytes().to_vec(), b"EMF+".to_vec(), plus].concat()));
    all.extend(record(112, &wide(SECRET)));
    all.extend(record(14, &[0; 12]));
    all
}

fn wmf() -> Vec<u8> {
    let mut all = vec![1, 0, 9, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let secret = SECRET.as_bytes();
    all.extend([8, 0, 0, 0, 0x26, 6, 15, 0, 6, 0]);
    all.extend(secret);
    all.extend([3, 0, 0, 0, 0, 0]);
    all
}

#[test]
fn pictures_keep_what_is_drawn() {
    let parts = opened(&clean(&planted()).unwrap().bytes);
    let of = |ending: &str| parts.iter().find(|(name, _)| name.ends_with(ending)).unwrap().1.clone();
    let pieces = |bytes: &[u8], all: &[&[u8]]| all.iter().all(|piece| holds(bytes, piece));
    assert!(pieces(&of(".png"), &[b"IHDR", b"IDAT", b"IEND"]));
    let jpeg = of(".jpg");
    // The numbers of the scan, and that the picture lies on its side.
    assert!(pieces(
        &jpeg,
        &[&[0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9], &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]]
    ));
    let emf = of(".emf");
    assert_eq!(u32::from_le_bytes(emf[48..52].try_into().unwrap()) as usize, emf.len());
    assert_eq!(emf[52..56], [3, 0, 0, 0], "header, the remark that draws, end");
    let wmf = of(".wmf");
    assert_eq!((wmf.len(), wmf[6]), (24, 12));
}
