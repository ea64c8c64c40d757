#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace domain
{

/// A resident, as a register has it: personal data. Never an attribute of a place, never in a snapshot of the city,
/// never kept longer than it is looked at (domain.md, section 5).
struct Person {
    QString id;       ///< of the register
    QString name;     ///< whole, or masked by `masked`
    QString identity; ///< identity number
    QString telephone;
    QString unit, building;
    QString kind; ///< "registered", "migrant", "overseas"; the source's word
    int birthYear = 0;
    QStringList care; ///< "alone-70", "disabled" ... : why somebody looks after them
};

/// As whoever works here may see it: 张**, the last four of numbers, where and in which way they live. Not when they
/// were born, not why they are looked after, not the register's own number, which may be the identity number.
Person masked(const Person &person);
/// "**** 5678": the last four digits (or letters) of a number that is personal; stars alone where it has no more.
QString maskedNumber(const QString &number);

/// Somebody who can be asked who lives where. Thread-safe; each question opens the source anew, so that a database's
/// own roles and row security decide. Errors: "people-unreadable"; "people-refused" where the database does not let
/// this account read, or shows it nobody and says that its rows are secured.
class PeopleSource
{
public:
    virtual ~PeopleSource() = default;
    virtual QString label() const = 0; ///< file or database, without passwords
    /// Of a unit (house code), or of a whole building where `unit` is empty; at most `limit`.
    virtual base::Result<std::vector<Person>> peopleOf(const QString &building, const QString &unit,
                                                       int limit = 500) const = 0;
    /// How many there are, without reading who; by building.
    virtual base::Result<int> countOf(const QString &building) const = 0;
};

}
