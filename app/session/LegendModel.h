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
    Q_PROPERTY(bool ofShown READ ofShown NOTIFY ofShownChanged)

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
    /// The counts are of what is shown: there is a layer that comes by what is looked at.
    bool ofShown() const { return m_ofShown; }

Q_SIGNALS:
    void countChanged();
    void ofShownChanged();

private:
    std::vector<Entry> m_rows;
    bool m_ofShown = false;
};

}
