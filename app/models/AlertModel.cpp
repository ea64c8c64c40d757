#include "models/AlertModel.h"

#include "core/Directory.h"
#include "core/Text.h"

#include <algorithm>

namespace app
{

AlertModel::AlertModel(QObject *parent, Twin *twin) : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (changes.reset || !changes.alerts.empty() || !changes.endedAlerts.empty())
            refill();
    });
    connect(m_twin, &Twin::cityChanged, this, &AlertModel::refill);
    connect(m_twin, &Twin::languageChanged, this, &AlertModel::refill);
    connect(m_twin, &Twin::ticked, this, [this] {
        if (!m_alerts.empty())
            Q_EMIT dataChanged(index(0), index(count() - 1), {LeftRole});
    });
    refill();
}

void AlertModel::refill()
{
    const int before = count();
    beginResetModel();
    m_alerts.clear();
    for (const domain::Alert *alert : m_twin->state().alerts())
        m_alerts.push_back(*alert);
    std::sort(m_alerts.begin(), m_alerts.end(), [](const domain::Alert &a, const domain::Alert &b) {
        if (a.isReal() != b.isReal())
            return a.isReal();
        return a.level() != b.level() ? a.level() > b.level() : a.sent > b.sent;
    });
    endResetModel();
    if (count() != before)
        Q_EMIT countChanged();
}

QVariant AlertModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const domain::Alert &alert = m_alerts[size_t(index.row())];
    const domain::AlertInfo *info = alert.info(m_twin->language());
    switch (role) {
    case IdRole:
        return alert.id;
    case Qt::DisplayRole:
    case TitleRole: {
        const QString name = nameOf(*m_twin, {domain::ObjectKind::Alert, alert.id});
        return alert.isReal() ? name : tr("%1 (%2)", "warning, test or exercise").arg(name, alert.status);
    }
    case DetailRole: {
        QStringList parts;
        if (info && !info->senderName.isEmpty())
            parts.append(info->senderName);
        for (const domain::AlertArea &area : info ? info->areas : std::vector<domain::AlertArea>()) {
            if (!area.description.isEmpty())
                parts.append(area.description);
        }
        return parts.join(QStringLiteral(" · "));
    }
    case VisualRole:
        return alert.isReal() ? domain::severityName(alert.level()) : QStringLiteral("stale");
    case ShapeRole:
        return shapeOf(index.data(VisualRole).toString());
    case LeftRole: {
        const qint64 now = m_twin->now();
        const qint64 begins = info ? std::max(info->onset, info->effective) : 0;
        if (begins > now)
            return tr("begins in %1").arg(ageText(begins - now));
        return tr("%1 left").arg(ageText(alert.expires() - now));
    }
    case RealRole:
        return alert.isReal();
    default:
        return {};
    }
}

QHash<int, QByteArray> AlertModel::roleNames() const
{
    return {{IdRole, "id"},       {TitleRole, "title"}, {DetailRole, "detail"}, {VisualRole, "visual"},
            {ShapeRole, "shape"}, {LeftRole, "left"},   {RealRole, "real"}};
}

}
