#pragma once

#include "core/Twin.h"

#include <QAbstractListModel>

namespace app
{

/// The public warnings in force, the gravest first, each with the time it has left.
class AlertModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        TitleRole,
        DetailRole, ///< who warns, of which area
        VisualRole,
        ShapeRole,
        LeftRole, ///< "2 h 10 min left", or when it begins
        RealRole  ///< neither a test nor an exercise
    };

    explicit AlertModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(m_alerts.size()); }

Q_SIGNALS:
    void countChanged();

private:
    void refill();

    Twin *m_twin;
    std::vector<domain::Alert> m_alerts;
};

}
