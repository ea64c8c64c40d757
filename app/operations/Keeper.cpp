#include "operations/Keeper.h"

#include "operations/Answers.h"

#include <QDir>

#include <utility>

namespace app
{

using State = store::StoreStatus::State;

/// How long a district waits for its store before its feeds start without what was remembered.
static constexpr int PatienceMs = 8000;

Keeper::Keeper(Twin &twin, QObject *parent) : QObject(parent), m_twin(twin)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &Keeper::beReady);
    connect(&m_store, &store::Store::opened, this, &Keeper::remember);
    connect(&m_store, &store::Store::statusChanged, this, [this] {
        if (m_store.status().state == State::Failing && m_waitsForReady)
            beReady();
        if (const bool overfull = m_store.isOverfull(); overfull != m_overfull) {
            m_overfull = overfull;
            Q_EMIT overfullChanged(overfull);
        }
        Q_EMIT statusChanged();
    });
    connect(&m_store, &store::Store::appended, this, [this](const std::vector<domain::Entry> &entries) {
        takeSaved(entries);
        Q_EMIT appended(entries);
    });
    connect(&twin, &Twin::heard, this, &Keeper::hear);
    connect(&twin, &Twin::rulesChanged, this, [this] {
        if (m_isOpen && !m_config.exercise)
            seedHistory();
    });
    connect(&twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (!m_isOpen || changes.entries.empty())
            return;
        m_used = true;
        keep(changes.entries);
    });
}

void Keeper::keep(const std::vector<domain::Entry> &entries)
{
    if (!m_ownReports || m_store.status().recorder) {
        m_store.record(entries);
        return;
    }
    // The recorder has not heard of it: what only this seat knows is appended as a person's act would be. Refused, it
    // may still become the recorder's, should that be us by then.
    for (const domain::Entry &entry : entries) {
        onAnswer(m_store.append({entry}), this,
                 [this, entry, opening = m_openings](const base::Result<std::vector<domain::Entry>> &saved) {
                     if (!saved && opening == m_openings)
                         m_store.record({entry});
                 });
    }
}

Keeper::~Keeper()
{
    close();
}

void Keeper::open(const domain::StoreConfig &config)
{
    close();
    m_config = config;
    m_isOpen = m_waitsForReady = true;
    if (m_config.exercise)
        m_exerciseFolder = std::make_unique<QTemporaryDir>();
    openFile();
    m_patience.start();
}

void Keeper::openFile()
{
    ++m_openings;
    m_used = m_worked = false;
    if (m_exerciseFolder)
        m_config.url =
            QStringLiteral("sqlite:%1")
                .arg(QDir(m_exerciseFolder->path()).filePath(QStringLiteral("exercise-%1.sqlite").arg(m_openings)));
    m_store.open(m_config);
}

void Keeper::openNone()
{
    close();
    m_waitsForReady = true;
    beReady();
}

void Keeper::close()
{
    ++m_openings;
    m_patience.stop();
    m_waitsForReady = false;
    if (std::exchange(m_isOpen, false))
        m_store.close();
    m_config = {};
    m_wishes.clear();
    m_exerciseFolder.reset();
    Q_EMIT statusChanged();
}

void Keeper::beReady()
{
    m_patience.stop();
    if (!std::exchange(m_waitsForReady, false))
        return;
    Q_EMIT ready();
    Q_EMIT statusChanged();
}

void Keeper::remember()
{
    Q_EMIT statusChanged();
    // An exercise has nothing to remember. One that was out of reach at first brings what the twin does not know yet.
    if (m_config.exercise) {
        beReady();
        return;
    }
    onAnswer(m_store.remembered(), this, [this, opening = m_openings](const base::Result<store::Remembered> &known) {
        if (opening != m_openings)
            return;
        if (!known) {
            m_twin.addWarning({known.error().code, known.error().source, {}, known.error().message, 1, {}});
        } else if (m_waitsForReady) {
            m_twin.restore(known->events, known->alarms, known->alerts, known->observations, known->statuses);
        } else {
            for (const domain::Event &event : known->events)
                refresh(domain::Subject::Event, event.id);
            for (const domain::Alarm &alarm : known->alarms)
                refresh(domain::Subject::Alarm, alarm.id);
        }
        beReady();
        seedHistory();
    });
}

/// What rules look back on, one series after the other: feeds need not wait for it.
void Keeper::seedHistory()
{
    const bool idle = m_wishes.empty();
    m_wishes = m_twin.historyWishes();
    if (idle)
        seedNext();
}

void Keeper::seedNext()
{
    if (m_wishes.empty())
        return;
    const live::HistoryWish wish = m_wishes.back();
    constexpr int MostPoints = 20'000;
    onAnswer(m_store.series(wish.datastream, wish.from, m_twin.now(), MostPoints), this,
             [this, wish, opening = m_openings](const base::Result<store::Series> &series) {
                 if (opening != m_openings)
                     return;
                 std::vector<live::HistoryPoint> points;
                 for (const store::SeriesPoint &point : series ? series->points : std::vector<store::SeriesPoint>())
                     points.push_back({point.time, point.value, point.count});
                 m_twin.seed(wish.datastream, points);
                 std::erase_if(m_wishes,
                               [&](const live::HistoryWish &each) { return each.datastream == wish.datastream; });
                 seedNext();
             });
}

void Keeper::hear(const feeds::FeedBatch &batch)
{
    if (!m_isOpen)
        return;
    if (batch.reset && m_config.exercise && m_used) {
        const bool worked = m_worked;
        m_store.close();
        openFile();
        Q_EMIT exerciseBegan(worked);
    }
    if (!batch.observations.empty())
        m_store.observe(batch.observations);
    if (!batch.statuses.empty())
        m_store.report(batch.statuses);
    m_used = m_used || !batch.observations.empty() || !batch.statuses.empty();
}

void Keeper::takeSaved(const std::vector<domain::Entry> &entries)
{
    for (const domain::Entry &entry : entries)
        m_worked = m_worked || (!entry.who.isEmpty() && entry.seat == m_config.seat);
    m_used = true;
    m_twin.take(entries);
    for (const auto &[subject, id] : m_twin.takeMissing())
        refresh(subject, id);
}

void Keeper::refresh(domain::Subject subject, const QString &id,
                     std::function<void(const std::vector<domain::Entry> &)> done)
{
    onAnswer(m_store.entriesOf(subject, id), this,
             [this, subject, opening = m_openings, done](const base::Result<std::vector<domain::Entry>> &entries) {
                 if (opening != m_openings)
                     return;
                 if (entries)
                     m_twin.replace(subject, *entries);
                 if (done)
                     done(entries.value_or(std::vector<domain::Entry>()));
             });
}

}
