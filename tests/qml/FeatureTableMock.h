#pragma once

#include <QAbstractTableModel>
#include <QVariantList>

namespace tests
{

/// Stands in for the attribute table: 240 buildings, sums, a filter by value.
class FeatureTableMock : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(bool chinese MEMBER m_chinese WRITE setChinese NOTIFY tableChanged)
    Q_PROPERTY(bool active MEMBER m_active NOTIFY tableChanged)
    Q_PROPERTY(QString source MEMBER m_source NOTIFY tableChanged)
    Q_PROPERTY(QVariantList sources READ sources NOTIFY tableChanged)
    Q_PROPERTY(QVariantList columns READ columns NOTIFY columnsChanged)
    Q_PROPERTY(QVariantList allColumns READ columns NOTIFY columnsChanged)
    Q_PROPERTY(QVariantList foot READ foot NOTIFY tableChanged)
    Q_PROPERTY(QString words MEMBER m_words WRITE setWords NOTIFY filterChanged)
    Q_PROPERTY(QVariantList filters READ filters NOTIFY filterChanged)
    Q_PROPERTY(bool onlyPlace MEMBER m_onlyPlace NOTIFY filterChanged)
    Q_PROPERTY(QString placeName READ placeName NOTIFY tableChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int total READ count CONSTANT)
    Q_PROPERTY(int marked READ marked NOTIFY tableChanged)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentRowChanged)
    Q_PROPERTY(QVariantList formats READ formats CONSTANT)
    Q_PROPERTY(bool writing READ isWriting CONSTANT)
    Q_PROPERTY(QStringList calls MEMBER m_calls NOTIFY tableChanged)

public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex & = {}) const override { return m_count; }
    int columnCount(const QModelIndex & = {}) const override { return 9; }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setChinese(bool chinese);
    /// Half the rows remain, some time later.
    void setWords(const QString &words);
    QVariantList sources() const;
    QVariantList columns() const;
    QVariantList foot() const;
    QVariantList filters() const;
    QString placeName() const { return text("East gate community", "东门社区"); }
    QVariantList formats() const;
    int count() const { return rowCount(); }
    int marked() const { return 1; }
    int currentRow() const { return m_current; }
    bool isWriting() const { return false; }

    Q_INVOKABLE void sort(const QString &column) { called(QStringLiteral("sort %1").arg(column)); }
    Q_INVOKABLE void setShown(const QString &column, bool) { called(QStringLiteral("shown %1").arg(column)); }
    Q_INVOKABLE void setWidth(const QString &column, double) { called(QStringLiteral("width %1").arg(column)); }
    Q_INVOKABLE QVariantList values(const QString &) const { return formats(); }
    Q_INVOKABLE QVariantMap range(const QString &) const { return {{"from", "1"}, {"to", "9"}}; }
    Q_INVOKABLE void filterRange(const QString &, const QString &, const QString &) {}
    Q_INVOKABLE void filterValue(const QString &, const QString &) {}
    Q_INVOKABLE void clearFilter(const QString &column) { called(QStringLiteral("clear %1").arg(column)); }
    Q_INVOKABLE void clearFilters() { called(QStringLiteral("clear")); }
    Q_INVOKABLE void click(int row, int = 0);
    Q_INVOKABLE void step(int rows, bool = false) { click(qBound(0, m_current + rows, count() - 1)); }
    Q_INVOKABLE void hover(int) {}
    Q_INVOKABLE void markAll() { called(QStringLiteral("all")); }
    Q_INVOKABLE void unmark() {}
    Q_INVOKABLE void zoom() { called(QStringLiteral("zoom")); }
    Q_INVOKABLE QString suggestion(const QString &ending) const { return ending; }
    Q_INVOKABLE void write(const QString &file) { called(QStringLiteral("write %1").arg(file)); }

Q_SIGNALS:
    void tableChanged();
    void filterChanged();
    void columnsChanged();
    void countChanged();
    void currentRowChanged();

private:
    QString text(const char *english, const char *chinese) const
    {
        return QString::fromUtf8(m_chinese ? chinese : english);
    }
    void called(const QString &what);

    bool m_chinese = false, m_active = false, m_onlyPlace = false;
    QString m_source = QStringLiteral("buildings"), m_words;
    QStringList m_calls;
    int m_current = 2, m_count = 240;
};

}
