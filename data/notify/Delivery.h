#pragma once

#include "base/LocalizedText.h"
#include "domain/Journal.h"
#include "domain/Things.h"

#include <QStringList>

#include <vector>

/// Telling others outside the program of alarms and events, and keeping account of it in the journal.
namespace notify
{

/// What is told: the body of a webhook, as JSON. A value.
struct Message {
    QString id;   ///< of what happened: the same happening has the same id, whoever tells it
    QString kind; ///< "alarm", "event", "escalation", "alert", "summary" (several at once), "test"
    domain::Severity severity = domain::Severity::Major;
    QString rule;    ///< of alarms
    QString subject; ///< "alarm:...", "event:..."; of a summary the first's
    base::LocalizedText place, text, district;
    qint64 time = 0; ///< when it happened, ms UTC
    QString url;     ///< that opens it in the viewer
    int count = 1;   ///< of what a summary stands for
    bool operator==(const Message &) const = default;
};
QJsonObject toJson(const Message &message);
Message messageFromJson(const QJsonObject &json);

/// A message on its way to one target, as its journal entries (Subject::Delivery) tell. Their verbs: "queue" {"target",
/// "message"}, "try" {"attempt"} before it is sent, "fail" {"attempt", "status", "reason", "next": ms UTC}, "deliver"
/// {"attempt", "status"}, "give-up" {"reason"}. None holds a token.
struct Delivery {
    QString id; ///< deliveryId(target, message)
    QString target;
    Message message;
    enum class State : quint8 { Waiting, Trying, Delivered, GivenUp } state = State::Waiting;
    int attempts = 0; ///< begun
    int unknown = 0;  ///< of them those that nobody knows the end of: the program ended meanwhile
    int status = 0;   ///< HTTP, of the last answer; 0: none
    QString reason;   ///< why the last one failed
    qint64 queued = 0, changed = 0, next = 0; ///< ms UTC
    int version = 0;                          ///< of its newest entry
    bool isOver() const { return state == State::Delivered || state == State::GivenUp; }
};
QString deliveryStateName(Delivery::State state); ///< "waiting", "trying", "delivered", "given-up"
QString deliveryId(const QString &target, const QString &message);
void applyEntry(Delivery &delivery, const domain::Entry &entry);
/// All deliveries by their entries (of any order), newest first.
std::vector<Delivery> foldDeliveries(std::vector<domain::Entry> entries);

}
