#pragma once

#include <QAbstractTableModel>
#include <QVariantList>

namespace tests
{

/// Stands in for the building table: 18 storeys and one below, four units each, two made one on the top storey, shops
/// on the ground floor, an alarm in 703. `storeys` and `units` make it as large as one likes.
class BuildingTableMock : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(bool chinese MEMBER m_chinese WRITE setChinese NOTIFY tableChanged)
    Q_PROPERTY(bool open MEMBER m_open WRITE setOpen NOTIFY tableChanged)
    Q_PROPERTY(int storeys MEMBER m_storeys WRITE setStoreys NOTIFY tableChanged)
    Q_PROPERTY(int units MEMBER m_units WRITE setUnits NOTIFY tableChanged)
    Q_PROPERTY(QString building READ building NOTIFY tableChanged)
    Q_PROPERTY(QString title READ title NOTIFY tableChanged)
    Q_PROPERTY(int rows READ rows NOTIFY tableChanged)
    Q_PROPERTY(int columns READ columns NOTIFY tableChanged)
    Q_PROPERTY(QString paint MEMBER m_paint NOTIFY tableChanged)
    Q_PROPERTY(QVariantList paints READ paints NOTIFY tableChanged)
    Q_PROPERTY(bool dark MEMBER m_dark NOTIFY tableChanged)
    Q_PROPERTY(QVariantList legend READ legend NOTIFY tableChanged)
    Q_PROPERTY(QVariantList rowHeads READ rowHeads NOTIFY tableChanged)
    Q_PROPERTY(QVariantList columnHeads READ columnHeads NOTIFY tableChanged)
    Q_PROPERTY(QString totals READ totals NOTIFY tableChanged)

public:
    enum Role { KindRole = Qt::UserRole + 1, IdRole, NumberRole, TextRole, ColourRole, VisualRole, SpanRole, NameRole };

    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex & = {}) const override { return m_open ? m_storeys : 0; }
    int columnCount(const QModelIndex & = {}) const override { return m_open ? m_units + 1 : 0; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setChinese(bool chinese);
    void setOpen(bool open);
    void setStoreys(int storeys);
    void setUnits(int units);
    QString building() const { return m_open ? QStringLiteral("B00012") : QString(); }
    QString title() const { return m_open ? text("Building 12", "12 栋") : QString(); }
    int rows() const { return rowCount(); }
    int columns() const { return columnCount(); }
    QVariantList paints() const;
    QVariantList legend() const;
    QVariantList rowHeads() const;
    QVariantList columnHeads() const;
    QString totals() const;
    Q_INVOKABLE QString unitOf(const QString &kind, const QString &id) const;
    Q_INVOKABLE int rowOf(const QString &kind, const QString &id) const;
    Q_INVOKABLE int columnOf(const QString &unit) const;
    Q_INVOKABLE QString unitAt(int row, int column) const;

Q_SIGNALS:
    void tableChanged();

private:
    QString text(const char *english, const char *chinese) const
    {
        return QString::fromUtf8(m_chinese ? chinese : english);
    }
    int number(int row) const { return m_storeys - 1 - row > 0 ? m_storeys - 1 - row : -1; }
    void renew();

    bool m_chinese = false, m_open = false, m_dark = true;
    int m_storeys = 19, m_units = 4;
    QString m_paint = QStringLiteral("tenancy");
};

}
