#pragma once

#include "domain/Catalogue.h"
#include "domain/Events.h"

#include <QByteArray>
#include <QHash>

#include <variant>

namespace feeds
{

/// Why a report is refused: an HTTP status and a description, as GeoReport v2 answers errors. In English, as the
/// standard's own descriptions are.
struct IntakeProblem {
    int status = 400;
    QString description;
};

/// What was posted: names in lower case; `attribute[CODE]` by its code.
struct IntakeForm {
    QHash<QString, QString> values;
    QHash<QString, QString> attributes;
};

/// Reads a body of "application/x-www-form-urlencoded" or "application/json" (GeoReport v2, POST Service Request; JSON
/// is an extension). Problem 400 or 415.
std::variant<IntakeForm, IntakeProblem> readIntakeForm(const QByteArray &contentType, const QByteArray &body);

/// Makes an event of it, as the standard demands it: a service code (one of the catalogue's, where there is one), and
/// where: lat and long, an address, or the attribute "place" ("unit:U1", "building:B00017" as on a district's codes).
/// Personal data (name, email, phone, device) is not taken over. The caller gives id and times.
std::variant<domain::Event, IntakeProblem> eventOfForm(const IntakeForm &form, const domain::Catalogue *catalogue);

/// Whether personal data was posted, which was not taken over.
bool hasPersonalData(const IntakeForm &form);
/// A text with telephone numbers, identity numbers and addresses of email replaced by "•••".
QString withoutContacts(const QString &text);
/// Compares in a time that does not tell how much of it is right.
bool isSameSecret(const QByteArray &given, const QByteArray &wanted);
/// An id that no other report has, also not after a restart or at another seat: the day and 50 bits by chance; or,
/// where `key` is given, the same for the same key.
QString newReportId(qint64 now, const QByteArray &key = {});

}
