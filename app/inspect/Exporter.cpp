#include "inspect/Exporter.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "loading/Exports.h"

#include <QDate>
#include <QDir>
#include <QPointer>
#include <QRegularExpression>
#include <QThreadPool>

#include <algorithm>

namespace app
{

using domain::ObjectKind;

PlanRequest planRequest(const domain::City &city, const domain::Interior &interior, int number, const QString &language)
{
    PlanRequest request;
    if (const domain::Building *building = city.building(interior.building)) {
        const QString &name = domain::nameIn(*building, language);
        request.building = name.isEmpty() ? building->id : name;
        request.address = addressOf(*building, language);
    }
    for (const domain::Storey &storey : interior.storeys) {
        if (storey.number == number)
            request.storey = nameOf(storey, language);
    }
    // A file's name is enough; where it lies is nobody's business.
    const QString source = filesOf(interior);
    const QString district = city.name.in(language);
    request.source = district.isEmpty() ? source : translate("app", "%1 (%2)", "file, district").arg(source, district);
    request.date = QDate::currentDate().toString(Qt::ISODate);
    request.simulated = city.simulated;
    return request;
}

Exporter::Exporter(Twin &twin, Selection &selection, Inside &inside, QObject *parent)
    : QObject(parent), m_twin(twin), m_selection(selection), m_inside(inside)
{
    connect(&selection, &Selection::currentChanged, this, &Exporter::subjectChanged);
    connect(&selection, &Selection::enteredChanged, this, &Exporter::subjectChanged);
    connect(&inside, &Inside::lookChanged, this, &Exporter::subjectChanged);
    connect(&inside, &Inside::interiorChanged, this, &Exporter::subjectChanged);
    connect(&twin, &Twin::languageChanged, this, [this] {
        Q_EMIT wordsChanged();
        Q_EMIT subjectChanged();
    });
}

int Exporter::storey() const
{
    const auto &interior = m_inside.interior();
    if (!interior || interior->storeys.empty())
        return 0;
    if (m_inside.storey() != 0)
        return m_inside.storey();
    const auto ground = std::find_if(interior->storeys.begin(), interior->storeys.end(),
                                     [](const domain::Storey &each) { return each.number == 1; });
    return ground != interior->storeys.end() ? 1 : interior->storeys.front().number;
}

QString Exporter::storeyName() const
{
    const Rooms *rooms = m_twin.rooms();
    const domain::Storey *found = rooms ? rooms->storeyOfNumber(storey()) : nullptr;
    return found ? nameOf(*found, m_twin.language()) : QString();
}

/// What has a body: places above the building have none.
static domain::ObjectRef exported(const Selection &selection)
{
    const domain::ObjectRef object = selection.current().isNull() ? selection.entered() : selection.current();
    switch (object.kind) {
    case ObjectKind::Building:
    case ObjectKind::Storey:
    case ObjectKind::Unit:
    case ObjectKind::Space:
    case ObjectKind::Door:
    case ObjectKind::Element:
        return object;
    default:
        return {};
    }
}

QString Exporter::selectionName() const
{
    if (const auto &isolated = m_inside.look().isolated; !isolated.isEmpty())
        return translate("app", "%1 isolated parts").arg(numberText(double(isolated.size()), 0));
    return nameOf(m_twin, exported(m_selection));
}

QVariantList Exporter::papers() const
{
    QVariantList list{
        QVariantMap{{QStringLiteral("id"), QString()}, {QStringLiteral("label"), translate("app", "Paper to fit")}}};
    for (const char *paper : {"A4", "A3", "A2", "A1", "A0"})
        list.append(
            QVariantMap{{QStringLiteral("id"), QLatin1String(paper)}, {QStringLiteral("label"), QLatin1String(paper)}});
    return list;
}

QVariantList Exporter::scales() const
{
    QVariantList list{QVariantMap{{QStringLiteral("id"), QStringLiteral("0")},
                                  {QStringLiteral("label"), translate("app", "Scale to fit")}}};
    for (const int scale : planScales())
        list.append(QVariantMap{{QStringLiteral("id"), QString::number(scale)},
                                {QStringLiteral("label"), QStringLiteral("1:%1").arg(scale)}});
    return list;
}

QUrl Exporter::suggestion(const QString &ending) const
{
    static const QRegularExpression unfit(QStringLiteral("[\\\\/:*?\"<>|\\s]+"));
    QString name =
        ending == QLatin1String("glb")
            ? selectionName()
            : translate("app", "%1 %2", "building, storey: a file's name").arg(m_inside.title(), storeyName());
    name.replace(unfit, QStringLiteral("-"));
    return QUrl::fromLocalFile(QDir(userFolder()).filePath(name + u'.' + ending));
}

void Exporter::run(std::function<QString()> work)
{
    ++m_running;
    Q_EMIT busyChanged();
    QThreadPool::globalInstance()->start([self = QPointer<Exporter>(this), work = std::move(work)] {
        const QString said = work();
        QMetaObject::invokeMethod(qApp, [self, said] {
            if (!self)
                return;
            --self->m_running;
            Q_EMIT self->busyChanged();
            Q_EMIT self->notice(said);
        });
    });
}

/// The path, with an ending where the user gave none.
static QString pathOf(const QUrl &url, const QString &ending)
{
    const QString path = url.toLocalFile();
    return path.section(u'/', -1).contains(u'.') ? path : path + u'.' + ending;
}

void Exporter::writePlan(const QUrl &file, int scale, const QString &paper)
{
    const auto city = m_twin.city();
    const auto interior = m_inside.interior();
    const int number = storey();
    if (!city || !interior || number == 0)
        return;
    const QString path = pathOf(file, QStringLiteral("pdf"));
    if (path.endsWith(QLatin1String(".dxf"), Qt::CaseInsensitive)) {
        run([=] {
            constexpr double Usual = 100;
            const base::Status done =
                loading::exportStoreyDxf(*city, *interior, number, scale > 0 ? scale : Usual, path);
            return done ? translate("app", "Plan saved: %1").arg(path) : errorLine(done.error());
        });
        return;
    }
    PlanRequest request = planRequest(*city, *interior, number, m_twin.language());
    request.scale = scale;
    request.paper = paper;
    run([=, language = m_twin.language()] {
        const auto drawing = drawPlan(*interior, number, language);
        if (!drawing)
            return translate("app", "%1: nothing of this storey can be drawn").arg(path);
        const auto sheet = writePlanPdf(*drawing, request, path);
        return sheet ? translate("app", "Plan saved at 1:%1 on %2: %3")
                           .arg(QString::number(sheet->scale), QPageSize::key(sheet->page.pageSize().id()), path)
                     : errorLine(sheet.error());
    });
}

void Exporter::writeSelection(const QUrl &file)
{
    const auto city = m_twin.city();
    if (!city)
        return;
    std::vector<domain::ObjectRef> objects;
    if (const auto &isolated = m_inside.look().isolated; !isolated.isEmpty()) {
        for (const QString &id : isolated) {
            for (const ObjectKind kind : {ObjectKind::Element, ObjectKind::Space})
                objects.push_back({kind, id});
        }
    } else if (const domain::ObjectRef object = exported(m_selection); !object.isNull()) {
        objects.push_back(object);
    }
    const QString path = pathOf(file, QStringLiteral("glb"));
    run([city, interior = m_inside.interior(), objects, path] {
        const base::Status done = loading::exportGltf(*city, interior.get(), objects, path);
        return done ? translate("app", "Model saved: %1").arg(path) : errorLine(done.error());
    });
}

}
