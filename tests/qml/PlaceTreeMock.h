#pragma once

#include <QStandardItemModel>
#include <QVariantMap>

namespace tests
{

/// Stands in for the place tree: one sub-district with communities, blocks, grids and buildings.
class PlaceTreeMock : public QStandardItemModel
{
    Q_OBJECT
    Q_PROPERTY(bool chinese READ isChinese WRITE setChinese NOTIFY chineseChanged)

public:
    enum Role { KindRole = Qt::UserRole + 1, IdRole, NameRole, CountsRole, WorstRole, KindNameRole };

    explicit PlaceTreeMock(QObject *parent = nullptr);
    QHash<int, QByteArray> roleNames() const override;
    bool isChinese() const { return m_chinese; }
    void setChinese(bool chinese);
    Q_INVOKABLE QModelIndex find(const QString &kind, const QString &id) const;

Q_SIGNALS:
    void chineseChanged();

private:
    void fill();
    bool m_chinese = false;
};

}
