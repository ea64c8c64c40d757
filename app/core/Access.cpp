#include "core/Access.h"

#include <algorithm>
#include <array>

namespace app
{

/// In the order in which they are offered.
static constexpr std::array<std::pair<Access::Role, const char *>, 4> RoleNames{
    {{Access::Role::Operator, "operator"},
     {Access::Role::Official, "official"},
     {Access::Role::Planner, "planner"},
     {Access::Role::Administrator, "administrator"}}};

Access::Role Access::roleFromName(const QString &name, bool *ok)
{
    const auto *found = std::find_if(RoleNames.begin(), RoleNames.end(),
                                     [&](const auto &each) { return name == QLatin1String(each.second); });
    if (ok)
        *ok = found != RoleNames.end();
    return found != RoleNames.end() ? found->first : Role::Operator;
}

QStringList Access::roleNames()
{
    QStringList names;
    for (const auto &[role, name] : RoleNames)
        names.append(QString::fromLatin1(name));
    return names;
}

static QString nameOfRole(Access::Role role)
{
    const auto *found =
        std::find_if(RoleNames.begin(), RoleNames.end(), [&](const auto &each) { return each.first == role; });
    return QString::fromLatin1(found->second);
}

static QString labelOf(Access::Role role)
{
    switch (role) {
    case Access::Role::Operator:
        return Access::tr("Operator");
    case Access::Role::Official:
        return Access::tr("Official");
    case Access::Role::Planner:
        return Access::tr("Planner");
    case Access::Role::Administrator:
        return Access::tr("Administrator");
    }
    return {};
}

static QString detailOf(Access::Role role)
{
    switch (role) {
    case Access::Role::Operator:
        return Access::tr("Works events and alarms; sees residents for a reason that is written down");
    case Access::Role::Official:
        return Access::tr("Reads and briefs; changes nothing");
    case Access::Role::Planner:
        return Access::tr("Reads buildings, measures and compares; sees no residents");
    case Access::Role::Administrator:
        return Access::tr("As an operator; also rules, backups and the journal");
    }
    return {};
}

QString Access::role() const
{
    return nameOfRole(m_role);
}

QString Access::roleName() const
{
    return labelOf(m_role);
}

QVariantList Access::roles() const
{
    QVariantList list;
    for (const auto &[role, name] : RoleNames)
        list.append(QVariantMap{{QStringLiteral("id"), QString::fromLatin1(name)},
                                {QStringLiteral("label"), labelOf(role)},
                                {QStringLiteral("detail"), detailOf(role)}});
    return list;
}

QString Access::whyNotWork() const
{
    return mayWork() ? QString() : tr("Events and alarms are worked by operators: you are here as %1").arg(roleName());
}

QString Access::whyNotInspect() const
{
    return mayInspect() ? QString()
                        : tr("Buildings are measured by planners and operators: you are here as %1").arg(roleName());
}

QString Access::whyNotReveal() const
{
    if (mayReveal())
        return {};
    return mayWork() ? tr("Log in first: who looks at personal data is written down")
                     : tr("Personal data is for operators: you are here as %1").arg(roleName());
}

QString Access::whyNotAdminister() const
{
    return mayAdminister() ? QString() : tr("This is for administrators: you are here as %1").arg(roleName());
}

void Access::logIn(const QString &name, const QString &role)
{
    bool known = false;
    const Role wanted = roleFromName(role, &known);
    const QString trimmed = name.trimmed();
    if (!known || trimmed.isEmpty() || (m_loggedIn && wanted == m_role && trimmed == m_name))
        return;
    m_role = wanted;
    m_name = trimmed;
    m_loggedIn = true;
    Q_EMIT personChanged();
    Q_EMIT changed();
}

void Access::logOut()
{
    if (!m_loggedIn)
        return;
    m_loggedIn = false;
    Q_EMIT personChanged();
    Q_EMIT changed();
}

void Access::rename(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty() || trimmed == m_name)
        return;
    m_name = trimmed;
    Q_EMIT personChanged();
    Q_EMIT changed();
}

}
