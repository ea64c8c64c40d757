#pragma once

#include "base/Warnings.h"
#include "core/Twin.h"

#include <QAbstractListModel>

namespace app
{

/// Everything wrong in the data, equal warnings as one with a count: sources that could not be read first, then of the
/// project, the layers, and the feeds.
class WarningModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int total READ total NOTIFY countChanged)

public:
    enum Role {
        CodeRole = Qt::UserRole + 1,
        SourceRole,
        FeatureRole,
        MessageRole,
        CountRole,
        ExamplesRole, ///< texts
        SeverityRole  ///< "major" for what could not be read, else "minor"
    };

    explicit WarningModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); } ///< rows
    int total() const;                       ///< repeats counted

Q_SIGNALS:
    void countChanged();

private:
    void refill();

    Twin *m_twin;
    size_t m_errors = 0;
    std::vector<base::Warning> m_rows;
};

}
