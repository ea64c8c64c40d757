#include "formats/ogr/PeopleReader.h"

#include "formats/FieldMatch.h"
#include "formats/GdalErrors.h"
#include "formats/Tr.h"
#include "formats/ogr/Sql.h"
#include "formats/ogr/VectorSource.h"

#include <QRegularExpression>

#include <ogrsf_frmts.h>

#include <array>

namespace formats
{

namespace
{

enum Column : quint8 { Id, Name, Identity, Telephone, Unit, Building, Kind, Birth, Care };
constexpr size_t ColumnCount = 9;

/// The names of "fields" in the project file, each with the usual ones of registers, as `plain` writes them.
constexpr std::array<std::pair<const char *, const char *>, ColumnCount> ColumnNames{
    {{"id", "id|code|personid|编号|人员编号"},
     {"name", "name|fullname|姓名|名字"},
     {"identity", "identity|idnumber|idcard|identitynumber|身份证|身份证号|身份证号码|证件号码|公民身份号码"},
     {"telephone", "telephone|phone|mobile|tel|电话|手机|手机号|联系电话"},
     {"unit", "unit|housecode|house|unitcode|房屋编码|房屋|房屋编号"},
     {"building", "building|bld|buildingcode|楼栋|楼栋编码|建筑编码|楼栋编号"},
     {"kind", "kind|type|residence|人口类型|户籍类型|居住类型"},
     {"birthYear", "birthyear|birth|born|birthday|birthdate|出生|出生年份|出生日期"},
     {"care", "care|keycare|carefor|关爱类型|关爱|重点关爱"}}};

/// Case, spaces and punctuation do not count.
QString plain(const QString &name)
{
    QString letters;
    for (const QChar each : name) {
        if (each.isLetterOrNumber())
            letters.append(each.toLower());
    }
    return letters;
}

/// The table, open for one question.
struct Table {
    VectorSource source;
    OGRLayer *layer = nullptr;
    std::array<int, ColumnCount> columns{};

    QByteArray nameOf(Column column) const
    {
        return quotedName(QString::fromUtf8(layer->GetLayerDefn()->GetFieldDefn(columns[column])->GetNameRef()));
    }
};

class OgrPeople final : public domain::PeopleSource
{
public:
    explicit OgrPeople(domain::PeopleRequest request) : m_request(std::move(request)) {}

    QString label() const override { return splitSource(m_request.source).shown(); }
    base::Result<std::vector<domain::Person>> peopleOf(const QString &building, const QString &unit,
                                                       int limit) const override;
    base::Result<int> countOf(const QString &building) const override;

    /// Warns of columns that are asked for and not there.
    base::Result<Table> open(base::Warnings *warnings = nullptr) const;

private:
    tl::unexpected<base::Error> failed(const QString &why) const;
    base::Status filter(Table &table, const QString &building, const QString &unit) const;
    base::Status lookAtSecurity(const Table &table) const;

    domain::PeopleRequest m_request;
};

tl::unexpected<base::Error> OgrPeople::failed(const QString &why) const
{
    // PostgreSQL's own words for SQLSTATE 42501, which GDAL hands on as text; they follow the server's language.
    static const QRegularExpression refusal(QStringLiteral("permission denied|权限不够|42501"),
                                            QRegularExpression::CaseInsensitiveOption);
    if (why.contains(refusal))
        return tl::unexpected(base::Error{QStringLiteral("people-refused"),
                                          tr("the database does not let this account read the register"),
                                          label(),
                                          {},
                                          tr("log in to the database with an account that may")});
    return tl::unexpected(base::Error{QStringLiteral("people-unreadable"),
                                      tr("the register of residents cannot be read: %1").arg(why),
                                      label(),
                                      {},
                                      {}});
}

base::Result<Table> OgrPeople::open(base::Warnings *warnings) const
{
    prepareGdal();
    const SourceName name = splitSource(m_request.source);
    auto opened = VectorSource::open(name);
    if (!opened)
        return failed(opened.error().message);
    if (!*opened)
        return failed(tr("this kind of file is not known"));
    Table table{std::move(**opened)};
    GDALDataset &dataset = table.source.dataset();
    table.layer = name.layer.isEmpty() ? dataset.GetLayer(0) : dataset.GetLayerByName(name.layer.toUtf8().constData());
    if (!table.layer)
        return failed(tr("it has no table \"%1\"").arg(name.layer));
    const OGRFeatureDefn *defn = table.layer->GetLayerDefn();
    for (size_t i = 0; i < ColumnCount; ++i) {
        const QString field = QString::fromLatin1(ColumnNames[i].first);
        const QString asked = m_request.fields.value(field);
        const QStringList usual = QString::fromUtf8(ColumnNames[i].second).split(u'|');
        int found = -1;
        for (int c = 0; c < defn->GetFieldCount(); ++c) {
            const QString column = QString::fromUtf8(defn->GetFieldDefn(c)->GetNameRef());
            if (column == asked) {
                found = c;
                break;
            }
            if (found < 0 && usual.contains(plain(column)))
                found = c;
        }
        if (warnings && !asked.isEmpty() &&
            (found < 0 || QString::fromUtf8(defn->GetFieldDefn(found)->GetNameRef()) != asked))
            warnings->add(QStringLiteral("field-missing"), label(), field,
                          tr("the register of residents has no column \"%1\"").arg(asked));
        table.columns[i] = found;
    }
    if (table.columns[Unit] < 0 && table.columns[Building] < 0)
        return failed(tr("no column tells the unit or the building"));
    return table;
}

base::Status OgrPeople::filter(Table &table, const QString &building, const QString &unit) const
{
    QByteArray condition;
    if (!unit.isEmpty() && table.columns[Unit] >= 0)
        condition = table.nameOf(Unit) + " = " + quotedText(unit);
    else if (unit.isEmpty() && table.columns[Building] >= 0)
        condition = table.nameOf(Building) + " = " + quotedText(building);
    else
        return failed(unit.isEmpty() ? tr("no column tells the building") : tr("no column tells the unit"));
    if (table.layer->SetAttributeFilter(condition.constData()) != OGRERR_NONE)
        return failed(tr("the question was not understood"));
    return {};
}

/// Nobody at all may mean that nobody lives there, or that the database keeps its rows from this account.
base::Status OgrPeople::lookAtSecurity(const Table &table) const
{
    if (table.source.driver() != QLatin1String("PostgreSQL"))
        return {};
    QByteArray name;
    for (const QString &part : QString::fromUtf8(table.layer->GetName()).split(u'.'))
        name += (name.isEmpty() ? "" : ".") + quotedName(part);
    OGRLayer *answer = table.source.dataset().ExecuteSQL(
        ("SELECT row_security_active(" + quotedText(QString::fromUtf8(name)) + "::regclass)::int AS active")
            .constData(),
        nullptr, nullptr);
    if (!answer)
        return {};
    const OGRFeatureUniquePtr row{answer->GetNextFeature()};
    const bool secured = row && row->GetFieldAsInteger(0) != 0;
    table.source.dataset().ReleaseResultSet(answer);
    if (!secured)
        return {};
    return tl::unexpected(base::Error{QStringLiteral("people-refused"),
                                      tr("the database shows this account nobody here (its rows are secured)"),
                                      label(),
                                      {},
                                      {}});
}

QString textAt(const OGRFeature &feature, int column)
{
    return column >= 0 && feature.IsFieldSetAndNotNull(column)
               ? QString::fromUtf8(feature.GetFieldAsString(column)).trimmed()
               : QString();
}

base::Result<std::vector<domain::Person>> OgrPeople::peopleOf(const QString &building, const QString &unit,
                                                              int limit) const
{
    GdalErrors errors;
    auto table = open();
    if (!table)
        return tl::unexpected(table.error());
    if (const base::Status asked = filter(*table, building, unit); !asked)
        return tl::unexpected(asked.error());
    std::vector<domain::Person> people;
    static const QRegularExpression between(QStringLiteral("[;,，；、|]"));
    while (int(people.size()) < limit) {
        const OGRFeatureUniquePtr feature{table->layer->GetNextFeature()};
        if (!feature)
            break;
        const auto text = [&](Column column) { return textAt(*feature, table->columns[column]); };
        domain::Person person;
        person.id = text(Id);
        person.name = text(Name);
        person.identity = text(Identity);
        person.telephone = text(Telephone);
        person.unit = text(Unit);
        person.building = text(Building);
        person.kind = text(Kind);
        person.birthYear = parseYear(text(Birth));
        for (const QString &word : text(Care).split(between, Qt::SkipEmptyParts))
            person.care.append(word.trimmed());
        people.push_back(std::move(person));
    }
    if (!errors.failures().isEmpty())
        return failed(errors.failures().first());
    if (people.empty()) {
        if (const base::Status open = lookAtSecurity(*table); !open)
            return tl::unexpected(open.error());
    }
    return people;
}

base::Result<int> OgrPeople::countOf(const QString &building) const
{
    GdalErrors errors;
    auto table = open();
    if (!table)
        return tl::unexpected(table.error());
    if (const base::Status asked = filter(*table, building, {}); !asked)
        return tl::unexpected(asked.error());
    const GIntBig count = table->layer->GetFeatureCount(TRUE);
    if (!errors.failures().isEmpty() || count < 0)
        return failed(errors.first());
    if (count == 0) {
        if (const base::Status open = lookAtSecurity(*table); !open)
            return tl::unexpected(open.error());
    }
    return int(count);
}

}

std::shared_ptr<const domain::PeopleSource> peopleOf(const domain::PeopleRequest &request, base::Warnings &warnings)
{
    auto people = std::make_shared<OgrPeople>(request);
    GdalErrors errors;
    if (const auto table = people->open(&warnings); !table)
        warnings.add(table.error().code, table.error().source, {}, table.error().message);
    return people;
}

}
