#pragma once

#include "base/Clock.h"
#include "core/LayerState.h"
#include "core/Past.h"
#include "core/PlaceStatus.h"
#include "core/Rooms.h"
#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "feeds/Feed.h"
#include "live/TwinState.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>

namespace app
{

/// The city as loaded and its state now: what selection, cards and models all look at. Everything that feeds bring is
/// collected and leaves as one ChangeSet at most ten times a second. Main thread.
class Twin : public QObject
{
    Q_OBJECT

public:
    explicit Twin(QObject *parent = nullptr);
    ~Twin() override;
    /// The one that QML's models look at: the first one made and still there.
    static Twin *current();

    /// Takes a snapshot (null: nothing is open). `changed` with all that is known follows once it is complete.
    void setCity(std::shared_ptr<const domain::City> city);
    const std::shared_ptr<const domain::City> &city() const { return m_city; }
    const live::TwinState &state() const { return m_state; }
    /// How it stands in every place, as of now.
    const PlaceStatus &places() const;

    /// The inside of the building that is entered; null: none. Ids of storeys, spaces and doors are looked up in it.
    void setInterior(std::shared_ptr<const domain::Interior> interior);
    const std::shared_ptr<const domain::Interior> &interior() const { return m_interior; }
    /// Look-ups in it; null where it is.
    const Rooms *rooms() const;

    /// English names and addresses of buildings, roads, other features and areas by those that they have else.
    const QHash<QString, QString> &english() const;

    /// Not owned; null: the machine's time.
    void setClock(const base::Clock *clock);
    qint64 now() const { return m_clock ? m_clock->nowMs() : m_system.nowMs(); }
    /// "en" or "zh_CN": for names that come from the data.
    const QString &language() const { return m_language; }
    void setLanguage(const QString &language);

    /// What the user made of the layers; forgotten when another project is opened.
    LayerState &layers() { return m_layers; }
    const LayerState &layers() const { return m_layers; }
    /// How it stood before, for trends and the usual day.
    Past &past() { return m_past; }
    const Past &past() const { return m_past; }
    /// The events (ids) that a list leaves in: no other has a marker. Nothing: all have.
    const std::optional<QSet<QString>> &shownEvents() const { return m_shownEvents; }
    void setShownEvents(std::optional<QSet<QString>> events);
    /// Parts of a layer that could not be had and leave holes in the view now.
    int missingParts(const QString &layer) const { return m_missing.value(layer); }
    void setMissingParts(const QString &layer, int parts);
    /// Other tiles are in memory: buildings and features of the city are there, or no more.
    void noteResident() { Q_EMIT residentChanged(); }
    /// What went wrong since the project was opened: payloads that feeds could not read, a font that is missing.
    const base::Warnings &runWarnings() const { return m_runWarnings; }
    void addWarning(const base::Warning &warning);

    void take(const feeds::FeedBatch &batch);
    /// Applies what was collected now.
    void flush();

    /// Entries of the journal as they were saved, by this seat or another.
    void take(const std::vector<domain::Entry> &entries);
    /// Subjects of which `take` has met entries after a gap; `replace` brings all that they have.
    std::vector<std::pair<domain::Subject, QString>> takeMissing() { return m_state.takeMissing(); }
    void replace(domain::Subject subject, const std::vector<domain::Entry> &entries);
    /// What was known when the program ended last; before any feed has spoken.
    void restore(const std::vector<domain::Event> &events, const std::vector<domain::Alarm> &alarms,
                 const std::vector<domain::Alert> &alerts, const std::vector<domain::Observation> &observations,
                 const std::vector<domain::ThingStatusReport> &statuses);
    /// Recorded pasts that the rules look back on, and what the store has of them.
    std::vector<live::HistoryWish> historyWishes() const { return m_state.historyWishes(now()); }
    void seed(const QString &datastream, const std::vector<live::HistoryPoint> &points);
    /// Other rules from now on; the city stays.
    void setRules(const domain::Rules &rules);
    /// Lets time pass; the session calls it every second.
    void tick();

Q_SIGNALS:
    void cityChanged();
    void interiorChanged();
    void rulesChanged();
    /// What feeds brought, as it came; `changed` with what the twin made of it follows.
    void heard(const feeds::FeedBatch &batch);
    void changed(const domain::ChangeSet &changes);
    /// Ages have grown (or the replay's time moved).
    void ticked(qint64 now);
    void languageChanged();
    void runWarningsChanged();
    void shownEventsChanged();
    void missingPartsChanged(const QString &layer);
    void residentChanged();

private:
    void seed(const std::vector<feeds::SeriesPast> &pasts);
    void publish(const domain::ChangeSet &changes);
    void checkIndicators();

    std::shared_ptr<const domain::City> m_city;
    std::vector<std::shared_ptr<const domain::City>> m_before; ///< with other rules: somebody may still look at a place
    std::shared_ptr<const domain::Interior> m_interior;
    live::TwinState m_state;
    base::SystemClock m_system;
    const base::Clock *m_clock = nullptr;
    QString m_language = QStringLiteral("en");
    LayerState m_layers;
    Past m_past;
    std::optional<QSet<QString>> m_shownEvents;
    QHash<QString, int> m_missing; ///< by layer
    base::Warnings m_runWarnings;
    feeds::FeedBatch m_pending;
    bool m_hasPending = false;
    QTimer m_timer;
    QElapsedTimer m_sinceFlush;
    qint64 m_lastTick = 0;
    mutable std::optional<PlaceStatus> m_places;
    mutable std::optional<Rooms> m_rooms;
    mutable std::optional<QHash<QString, QString>> m_english;
};

}
