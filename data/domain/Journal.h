#pragma once

#include "domain/Objects.h"

#include <QJsonObject>

#include <vector>

namespace domain
{

/// What an entry of the journal is about.
enum class Subject : quint8 {
    Event,
    Alarm,
    Alert,    ///< a public warning (CAP)
    Council,  ///< a meeting of a block
    Delivery, ///< a notification that was sent, or not
    Look,     ///< somebody saw personal data (audit)
    Figures   ///< indicators of a day ("2026-06-18") that no entry tells: body {indicator: value}
};
inline constexpr int SubjectCount = 7;
QString subjectName(Subject subject); ///< "event" ...
Subject subjectFromName(const QString &name, bool *ok = nullptr);

/// One thing that happened: appended to the journal, never changed, never erased. What an event or alarm is now is the
/// fold of its entries in the order of their versions (EventCycle.h, AlarmCycle.h). A value.
struct Entry {
    qint64 sequence = 0; ///< its place in the store, counted over all subjects; 0: not saved yet
    Subject subject = Subject::Event;
    QString id;          ///< of the subject
    int version = 1;     ///< 1, 2, 3 ... within the subject: who writes a version that is taken came second
    QString verb;        ///< of an EventVerb, AlarmVerb ...
    qint64 time = 0;     ///< when it happened, ms UTC by the district's clock
    qint64 recorded = 0; ///< when it was saved, ms UTC by the machine's; the store sets it
    QString who;         ///< an operator, a source, or empty: the rules
    QString seat;        ///< the workplace it was made at
    QString why;
    QJsonObject body; ///< by verb
    bool operator==(const Entry &) const = default;
};

/// Who does something, where, when and why.
struct Actor {
    QString who, seat, why;
    qint64 time = 0; ///< ms UTC by the district's clock
};

}
