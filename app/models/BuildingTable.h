#pragma once

#include "core/RoomPaint.h"
#include "interior/PlanText.h"
#include "models/TableColumns.h"

#include <QAbstractTableModel>

namespace app
{

/// The building table (楼盘表): the elevation of the entered building as a grid. Rows are its storeys, the topmost
/// first; the first column is what a storey's units share (corridor, lift, stair), the others are units that lie one
/// above the other. People are counts only.
class BuildingTable : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(QString building READ building NOTIFY tableChanged)
    Q_PROPERTY(QString title READ title NOTIFY tableChanged)
    Q_PROPERTY(int rows READ rows NOTIFY tableChanged)
    Q_PROPERTY(int columns READ columns NOTIFY tableChanged)
    Q_PROPERTY(bool schematic READ isSchematic NOTIFY tableChanged)
    Q_PROPERTY(QString paint READ paint WRITE setPaint NOTIFY countsChanged)
    Q_PROPERTY(QVariantList paints READ paints NOTIFY tableChanged)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY countsChanged)
    Q_PROPERTY(QVariantList legend READ legend NOTIFY countsChanged)
    /// {number, id, name, count, detail, visual}, topmost storey first.
    Q_PROPERTY(QVariantList rowHeads READ rowHeads NOTIFY countsChanged)
    /// {name, count, detail, visual} of every column.
    Q_PROPERTY(QVariantList columnHeads READ columnHeads NOTIFY countsChanged)
    Q_PROPERTY(QString totals READ totals NOTIFY countsChanged)

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< "unit", "common", "empty", "covered" (by a unit over two columns)
        IdRole,                      ///< of the unit; of the storey in the common column
        NumberRole,
        TextRole,   ///< what it is painted by, or its plan
        ColourRole, ///< of its ground
        VisualRole, ///< state to be told by shape too; empty: none
        SpanRole,   ///< columns taken
        NameRole    ///< all of it in words
    };

    explicit BuildingTable(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString building() const;
    QString title() const;
    int rows() const { return rowCount(); }
    int columns() const { return columnCount(); }
    bool isSchematic() const;
    const QString &paint() const { return m_paint; }
    void setPaint(const QString &paint);
    QVariantList paints() const { return RoomPaint::unitChoices(); }
    bool isDark() const { return m_dark; }
    void setDark(bool dark);
    const QVariantList &legend() const { return m_legend; }
    const QVariantList &rowHeads() const { return m_rowHeads; }
    const QVariantList &columnHeads() const { return m_columnHeads; }
    const QString &totals() const { return m_totals; }

    /// The unit that an object is or stands in; "" where none.
    Q_INVOKABLE QString unitOf(const QString &kind, const QString &id) const;
    /// Of a unit, or of the storey that an object is on; -1 where none.
    Q_INVOKABLE int rowOf(const QString &kind, const QString &id) const;
    Q_INVOKABLE int columnOf(const QString &unit) const;
    /// The unit of a cell, covered ones too; "" where none.
    Q_INVOKABLE QString unitAt(int row, int column) const;

Q_SIGNALS:
    void tableChanged();
    void countsChanged();

private:
    struct Cell {
        enum class Kind : quint8 { Empty, Unit, Common, Covered } kind = Kind::Empty;
        QString id, number, text, visual, name;
        QColor colour;
        int span = 1;
        bool operator==(const Cell &) const = default;
    };
    /// Sums of a row, a column, or all.
    struct Sum {
        int units = 0, people = 0, notable = 0;
        double area = 0;
        QString visual;
    };
    void rebuild();
    void refresh();
    std::vector<Cell> makeCells();
    Cell unitCell(const domain::Unit &unit, const RoomPaint &paint) const;
    void addCommon(std::vector<Cell> &cells) const;
    bool isNotable(const domain::Unit &unit) const;
    QString detailOf(const Sum &sum) const;
    int row(int storey) const { return m_rowOfStorey.value(storey, -1); }

    Twin *m_twin;
    QString m_paint = QStringLiteral("tenancy");
    bool m_dark = true;
    TableColumns m_columns;
    QHash<int, int> m_rowOfStorey;
    QHash<QString, interior::Plan> m_plans; ///< of the units
    InsideStatus m_status;
    std::vector<Cell> m_cells; ///< by row, then column
    int m_rows = 0;
    QVariantList m_legend, m_rowHeads, m_columnHeads;
    QString m_totals;
};

}
