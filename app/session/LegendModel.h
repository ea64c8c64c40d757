#pragma once

#include <QAbstractListModel>
#include <QColor>

#include <vector>

namespace app
{

class Session;

/// What the colours of the buildings mean.
class LegendModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { LabelRole = Qt::UserRole + 1, ColourRole, CountRole };
    struct Entry {
        QString label;
        QColor colour;
        int count = 0;
        bool operator==(const Entry &) const = default;
    };

    explicit LegendModel(QObject *parent = nullptr, Session *session = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }
    void setEntries(std::vector<Entry> entries);

Q_SIGNALS:
    void countChanged();

private:
    std::vector<Entry> m_rows;
};

}
