#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"

#include <queue>

#include <map>

namespace live
{

/// All events, each in its place, each with its limit. For one thread.
class EventBook
{
public:
    /// Finds everyone's place anew. The city must outlive the book's use of it.
    void setCity(std::shared_ptr<const domain::City> city);
    void take(const domain::Event &event, qint64 now);
    void advance(qint64 now);
    void reset();

    /// Adds the events that changed since the last call, those that were dropped, those that have just become critical.
    void takeChanges(domain::ChangeSet &changes, qint64 now);
    const domain::Event *event(const QString &id) const;
    std::vector<const domain::Event *> all() const;
    std::vector<const domain::Event *> openIn(const domain::ObjectRef &place) const;
    std::vector<base::Warning> takeWarnings();

private:
    struct Record {
        domain::Event event;
        domain::Severity base = domain::Severity::Minor; ///< before it was overdue
        qint64 acceptDue = 0;                            ///< until when it should be accepted; 0: no limit
        qint32 area = -1;                                ///< node in the place tree
        QString building;
        bool changed = false;
        domain::Severity shown = domain::Severity::Normal;
        bool placed = false; ///< its position was given, not made up from its place
    };
    using Deadline = std::pair<qint64, QString>;

    void classify(Record &record);
    void place(Record &record);
    bool standAt(Record &record, const domain::ObjectRef &place);
    QString buildingAt(const geometry::Vec2 &point);
    void judge(Record &record, qint64 now);
    void mark(Record &record);
    void dropOldest();

    std::shared_ptr<const domain::City> m_city;
    geometry::SpatialIndex m_footprints; ///< made when the first event asks for it
    std::vector<const domain::Building *> m_buildings;
    bool m_indexed = false;
    std::map<QString, Record> m_events;
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> m_deadlines;
    std::vector<QString> m_changed;
    QStringList m_removed;
    size_t m_final = 0;
    base::Warnings m_warnings;
};

}
