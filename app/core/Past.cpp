#include "core/Past.h"

#include <QDateTime>

#include <utility>

namespace app
{

QString figureKey(const QString &indicator, const domain::ObjectRef &scope)
{
    return scope.isNull() ? indicator : QStringLiteral("%1@%2").arg(indicator, domain::refText(scope));
}

qint64 Past::timeOf(Ago ago, qint64 now, const QTimeZone &zone)
{
    constexpr int WeekDays = 7;
    return QDateTime::fromMSecsSinceEpoch(now, zone).addDays(ago == Ago::Day ? -1 : -WeekDays).toMSecsSinceEpoch();
}

void Past::setMoment(Ago ago, std::shared_ptr<const PastMoment> moment)
{
    m_moments[size_t(ago)] = std::move(moment);
    Q_EMIT changed();
}

void Past::setUsual(const UsualDay &usual)
{
    if (usual == m_usual)
        return;
    m_usual = usual;
    Q_EMIT changed();
}

void Past::clear()
{
    m_moments = {};
    m_usual = {};
    Q_EMIT changed();
}

}
