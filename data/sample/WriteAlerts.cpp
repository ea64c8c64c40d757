// The storm day's public warnings as CAP 1.2, one file a message.
#include "sample/Days.h"
#include "sample/Relief.h"
#include "sample/Writers.h"

#include <QDateTime>
#include <QDir>
#include <QXmlStreamWriter>

#include <algorithm>

namespace sample
{

namespace
{

const QString Sender = QStringLiteral("weather@yunjie.example");

/// In both languages; Chinese first.
struct Words {
    const char *zh, *en;
};

/// A message of the day. Times are minutes of the storm day.
struct Message {
    const char *name;
    int sent, expires;
    const char *type, *status;
    int replaces; ///< index of the message that it refers to; -1: none
    const char *severity, *colour;
    Words colourName, event, headline, description, instruction;
    enum class Where { Everywhere, Hill, Underpass } where = Where::Everywhere;
};

constexpr int at(int hour, int minute)
{
    return hour * 60 + minute;
}

const Words Rainstorm{"暴雨", "Rainstorm"};
const Words Indoors{"停止户外作业，远离低洼路段；下沉式隧道视积水情况封闭。",
                    "Stop work outdoors, keep away from low-lying roads; underpasses close as they fill."};

const Message Messages[] = {
    {"00-exercise",
     at(9, 30),
     at(10, 30),
     "Alert",
     "Exercise",
     -1,
     "Extreme",
     "Red",
     {"红色", "red"},
     Rainstorm,
     {"防汛演练：暴雨红色预警", "Flood drill: rainstorm red warning"},
     {"防汛演练用，非真实预警。", "For a flood drill. This is no real warning."},
     {"按预案演练。", "Act as in the plan for drills."}},
    {"01-rainstorm-yellow",
     at(11, 20),
     at(17, 20),
     "Alert",
     "Actual",
     -1,
     "Moderate",
     "Yellow",
     {"黄色", "yellow"},
     Rainstorm,
     {"暴雨黄色预警", "Rainstorm yellow warning"},
     {"预计未来 6 小时将出现暴雨，局地雨量可达 50 毫米。",
      "A rainstorm is expected within 6 hours, locally up to 50 mm."},
     {"检查排水口和地下车库；注意高空坠物。", "Check drains and underground garages; beware of falling objects."}},
    {"02-rainstorm-orange",
     at(12, 38),
     at(18, 38),
     "Update",
     "Actual",
     1,
     "Severe",
     "Orange",
     {"橙色", "orange"},
     Rainstorm,
     {"暴雨橙色预警", "Rainstorm orange warning"},
     {"预计未来 3 小时雨量可达 80 毫米，伴有雷电和大风。",
      "Up to 80 mm of rain are expected within 3 hours, with thunder and gusts."},
     Indoors},
    {"03-rainstorm-red",
     at(14, 46),
     at(17, 46),
     "Update",
     "Actual",
     2,
     "Extreme",
     "Red",
     {"红色", "red"},
     Rainstorm,
     {"暴雨红色预警", "Rainstorm red warning"},
     {"过去 1 小时雨量已超过 60 毫米，强降雨将持续约 2 小时。",
      "More than 60 mm fell within the last hour; heavy rain goes on for about 2 hours."},
     {"停课停业，人员就近避险；危房和边坡下方人员立即转移。",
      "Schools and shops close, seek shelter nearby; leave dangerous houses and the foot of slopes at once."}},
    {"04-waterlogging-orange",
     at(14, 55),
     at(18, 0),
     "Alert",
     "Actual",
     -1,
     "Severe",
     "Orange",
     {"橙色", "orange"},
     {"城市内涝", "Waterlogging"},
     {"城市内涝橙色预警", "Waterlogging orange warning"},
     {"铁路下穿通道积水，周边道路可能没过路沿。",
      "The underpass below the railway is filling; roads nearby may flood above the kerb."},
     {"绕行下穿通道，车辆勿涉水。", "Go around the underpass; do not drive through water."},
     Message::Where::Underpass},
    {"05-slope-yellow",
     at(15, 5),
     at(19, 5),
     "Alert",
     "Actual",
     -1,
     "Moderate",
     "Yellow",
     {"黄色", "yellow"},
     {"地质灾害气象风险", "Slope failure risk"},
     {"地质灾害气象风险黄色预警", "Slope failure risk yellow warning"},
     {"持续降雨，边坡滑塌风险较高。", "After lasting rain slopes may fail."},
     {"边坡下方停止施工，加密巡查。", "Stop work below slopes, patrol more often."},
     Message::Where::Hill},
    {"06-rainstorm-yellow",
     at(16, 45),
     at(22, 0),
     "Update",
     "Actual",
     3,
     "Moderate",
     "Yellow",
     {"黄色", "yellow"},
     Rainstorm,
     {"暴雨黄色预警", "Rainstorm yellow warning"},
     {"雨势减弱，夜间仍有阵雨。", "The rain is easing; showers remain into the night."},
     {"继续排水，核查积水点。", "Go on draining, check where water stands."}},
    {"07-rainstorm-over",
     at(20, 25),
     at(20, 25),
     "Cancel",
     "Actual",
     6,
     "Minor",
     "Yellow",
     {"黄色", "yellow"},
     Rainstorm,
     {"解除暴雨黄色预警", "Rainstorm yellow warning lifted"},
     {"降雨基本结束。", "The rain is all but over."},
     {"恢复正常秩序。", "Back to normal."}}};

/// The one that is taken back in the end.
constexpr int LastWarning = 6;

QString identifierOf(const Message &message)
{
    return QStringLiteral("YJ20260618-") + QLatin1String(message.name).left(2);
}

QString timeOf(int minute)
{
    return QDateTime::fromSecsSinceEpoch(StormDay + minute * 60 + 8 * 3600, Qt::UTC)
               .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) +
           QStringLiteral("+08:00");
}

/// "latitude,longitude", as CAP has it.
QString pairOf(const Vec2 &point)
{
    const Vec2 lonLat = toLonLat(point);
    return QStringLiteral("%1,%2").arg(lonLat.y, 0, 'f', 6).arg(lonLat.x, 0, 'f', 6);
}

void writeArea(QXmlStreamWriter &xml, const DistrictModel &model, const Message &message, bool chinese)
{
    xml.writeStartElement(QStringLiteral("area"));
    const auto polygon = [&](const Ring &ring) {
        QStringList pairs;
        for (const Vec2 &point : ring)
            pairs.append(pairOf(point));
        pairs.append(pairs.front());
        xml.writeTextElement(QStringLiteral("polygon"), pairs.join(u' '));
    };
    const auto name = [&](const Words &words) {
        xml.writeTextElement(QStringLiteral("areaDesc"), QString::fromUtf8(chinese ? words.zh : words.en));
    };
    if (message.where == Message::Where::Underpass) {
        name({"铁路下穿通道周边", "Around the railway underpass"});
        xml.writeTextElement(QStringLiteral("circle"), pairOf(UnderpassPoint) + QStringLiteral(" 0.25"));
    } else if (message.where == Message::Where::Hill) {
        name({"山坡及坡脚", "The hill and its foot"});
        std::vector<int> grids;
        for (const Cell &cell : model.cells) {
            if (cell.zone == Zone::Hill && cell.grid >= 0 &&
                std::find(grids.begin(), grids.end(), cell.grid) == grids.end())
                grids.push_back(cell.grid);
        }
        for (const int grid : grids) {
            for (const Polygon &part : model.grids[size_t(grid)].shape)
                polygon(part.outer);
        }
    } else {
        xml.writeTextElement(QStringLiteral("areaDesc"), chinese ? model.name.zh : model.name.en);
        polygon(model.border.outer);
    }
    if (message.where == Message::Where::Everywhere) {
        xml.writeStartElement(QStringLiteral("geocode"));
        xml.writeTextElement(QStringLiteral("valueName"), QStringLiteral("sub-district"));
        xml.writeTextElement(QStringLiteral("value"), model.code);
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

QByteArray write(const DistrictModel &model, const Message &message)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    const auto text = [&](const char *element, const QString &value) {
        xml.writeTextElement(QLatin1String(element), value);
    };
    const auto word = [&](const char *element, const char *value) { text(element, QString::fromUtf8(value)); };
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("alert"));
    xml.writeDefaultNamespace(QStringLiteral("urn:oasis:names:tc:emergency:cap:1.2"));
    text("identifier", identifierOf(message));
    text("sender", Sender);
    text("sent", timeOf(message.sent));
    word("status", message.status);
    word("msgType", message.type);
    word("scope", "Public");
    // Of a Cancel the note says why.
    text("note", message.replaces == LastWarning
                     ? QString::fromUtf8(message.description.zh)
                     : QStringLiteral("Simulated: this district and its weather are made up."));
    if (message.replaces >= 0) {
        const Message &earlier = Messages[message.replaces];
        text("references", QStringList({Sender, identifierOf(earlier), timeOf(earlier.sent)}).join(u','));
    }
    for (const bool chinese : {true, false}) {
        const auto say = [&](const char *element, const Words &words) { word(element, chinese ? words.zh : words.en); };
        xml.writeStartElement(QStringLiteral("info"));
        word("language", chinese ? "zh-CN" : "en");
        word("category", "Met");
        say("event", message.event);
        word("urgency", message.replaces == LastWarning ? "Past" : "Immediate");
        word("severity", message.severity);
        word("certainty", message.replaces == LastWarning ? "Observed" : "Likely");
        text("effective", timeOf(message.sent));
        text("expires", timeOf(message.expires));
        say("senderName", {"云街气象台（模拟）", "Yunjie weather office (simulated)"});
        say("headline", message.headline);
        say("description", message.description);
        say("instruction", message.instruction);
        xml.writeStartElement(QStringLiteral("parameter"));
        word("valueName", chinese ? "预警颜色" : "Warning colour");
        word("value", chinese ? message.colourName.zh : message.colour);
        xml.writeEndElement();
        writeArea(xml, model, message, chinese);
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

}

base::Status writeAlerts(const QString &folder, const DistrictModel &model)
{
    QDir().mkpath(folder);
    base::Status status;
    for (const Message &message : Messages) {
        if (status)
            status =
                writeFile(QStringLiteral("%1/%2.cap").arg(folder, QLatin1String(message.name)), write(model, message));
    }
    return status;
}

}
