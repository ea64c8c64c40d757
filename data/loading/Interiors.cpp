#include "loading/Interiors.h"

#include "interior/Assemble.h"
#include "interior/Schematic.h"
#include "loading/Tr.h"

#include <algorithm>
#include <cmath>

namespace loading
{

static bool tellsShapes(const domain::Interior &interior)
{
    return !interior.spaces.empty() || !interior.elements.empty() ||
           std::any_of(interior.units.begin(), interior.units.end(),
                       [](const domain::Unit &unit) { return !unit.shape.empty(); });
}

// What is known of storeys holds for a stack too: names, bases, heights.
static void standOnKnownStoreys(domain::Interior &stack, const std::vector<domain::Storey> &known)
{
    for (const domain::Storey &storey : known) {
        const auto same = std::find_if(stack.storeys.begin(), stack.storeys.end(),
                                       [&](const domain::Storey &s) { return s.number == storey.number; });
        if (same == stack.storeys.end())
            continue;
        const bool stands = !std::isnan(storey.base), rises = storey.height > 0;
        same->name = storey.name;
        same->shape = storey.shape;
        same->base = stands ? storey.base : same->base;
        same->height = rises ? storey.height : same->height;
        for (domain::Space &space : stack.spaces) {
            if (space.storey != storey.number)
                continue;
            space.base = stands ? geometry::NaN : space.base; // interior::assemble takes the storey's
            space.height = rises ? 0 : space.height;
        }
    }
}

// Where fewer storeys are told than units and devices stand on, or none, the stack goes as high and deep as those do.
static domain::Building withStoreysInUse(const domain::City &city, const domain::Building &building)
{
    domain::Building known = building;
    const auto reach = [&known](int storey) {
        known.storeysAbove = std::max(known.storeysAbove, storey);
        known.storeysBelow = std::max(known.storeysBelow, -storey);
    };
    for (const domain::Unit *unit : city.unitsOf(building.id))
        reach(unit->storey);
    for (const domain::Thing *thing : city.thingsOf(building.id))
        reach(thing->storey);
    return known;
}

base::Result<InteriorPtr> openInterior(const domain::City &city, const QString &building, const base::Job &job)
{
    const domain::Building *found = city.building(building);
    if (!found)
        return base::failure(QStringLiteral("building-unknown"), tr("there is no building %1").arg(building), {});
    const std::vector<const domain::Unit *> units = city.unitsOf(building);

    domain::Interior interior;
    interior.building = building;
    base::Warnings warnings;
    const auto sources = city.interiorsOf(building);
    const auto read = [&](const domain::InteriorSource &source) -> std::optional<domain::Interior> {
        auto part = source.read(*found, job);
        if (part)
            return std::move(*part);
        warnings.add(QStringLiteral("interior-unreadable"), source.source(), building, part.error().message);
        return {};
    };
    for (const auto &source : sources) {
        if (!source->isWhole() || job.isCancelled())
            continue;
        if (auto whole = read(*source); whole && tellsShapes(*whole)) {
            interior = std::move(*whole);
            break;
        }
    }
    if (!tellsShapes(interior)) {
        for (const auto &source : sources) {
            if (source->isWhole() || job.isCancelled())
                continue;
            if (auto part = read(*source))
                interior::append(interior, std::move(*part));
        }
    }
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), tr("opening was cancelled"), {});
    if (!tellsShapes(interior)) {
        base::Warnings told = std::move(interior.warnings);
        const std::vector<domain::Storey> storeys = std::move(interior.storeys);
        interior = interior::schematic(withStoreysInUse(city, *found), units);
        standOnKnownStoreys(interior, storeys);
        interior.warnings.add(told);
    }
    interior.warnings.add(warnings);
    interior::assemble(interior, *found, units);
    return std::make_shared<const domain::Interior>(std::move(interior));
}

InteriorLoader::InteriorLoader(QObject *parent) : QObject(parent) {}

InteriorLoader::~InteriorLoader()
{
    cancel();
    for (const auto &thread : m_threads)
        thread->wait();
}

void InteriorLoader::cancel()
{
    if (m_job)
        m_job->cancel();
    m_job.reset();
    std::erase_if(m_threads, [](const auto &thread) { return thread->isFinished(); });
}

void InteriorLoader::open(std::shared_ptr<const domain::City> city, const QString &building)
{
    cancel();
    m_job = std::make_shared<base::Job>();
    m_threads.emplace_back(QThread::create([this, city = std::move(city), building, job = m_job] {
        const auto interior = openInterior(*city, building, *job);
        QMetaObject::invokeMethod(
            this,
            [this, job, interior] {
                if (job != m_job) // another was opened meanwhile
                    return;
                m_job.reset();
                if (interior)
                    Q_EMIT opened(*interior);
                else
                    Q_EMIT failed(interior.error());
            },
            Qt::QueuedConnection);
    }));
    m_threads.back()->start();
}

}
