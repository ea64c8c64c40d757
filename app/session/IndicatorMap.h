#pragma once

#include "core/AreaFigures.h"

#include <QAbstractListModel>
#include <QTimer>
#include <QUrl>
#include <QVariantList>

namespace app
{

class Session;

/// One indicator by areas: a thematic map with its classes, and a table whose rows sum up to the whole. What is
/// selected or under the pointer on the map is so in the table, and the other way round. One row an area, and one for
/// what no area holds. Main thread.
class IndicatorMap : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(bool active READ isActive NOTIFY changed)
    /// Its id; "": none. Unknown ones are none.
    Q_PROPERTY(QString indicator READ indicator WRITE setIndicator NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString unit READ unit NOTIFY changed)
    Q_PROPERTY(QString definition READ definition NOTIFY changed)
    Q_PROPERTY(QString good READ good NOTIFY changed) ///< "up", "down", ""
    /// "community", "block", "grid"
    Q_PROPERTY(QString level READ level WRITE setLevel NOTIFY changed)
    Q_PROPERTY(QVariantList levels READ levels NOTIFY changed)            ///< {id, label}, those that there are
    Q_PROPERTY(QString method READ method WRITE setMethod NOTIFY changed) ///< "quantile", "equal"
    Q_PROPERTY(QVariantList methods READ methods NOTIFY changed)          ///< {id, label}
    Q_PROPERTY(int classes READ classes WRITE setClasses NOTIFY changed)  ///< at most so many, 2 to 7
    Q_PROPERTY(QVariantList legend READ legend NOTIFY changed)            ///< {label, colour, count}, least first
    Q_PROPERTY(QString totalText READ totalText NOTIFY changed)           ///< of everything
    Q_PROPERTY(QString sumText READ sumText NOTIFY changed)               ///< the same to the last figure, as rows are
    Q_PROPERTY(bool addsUp READ addsUp NOTIFY changed)                    ///< the rows sum to the total
    Q_PROPERTY(QString note READ note NOTIFY changed)                     ///< how rows and total go together
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// The area that is selected, or that what is selected stands in; of what is under the pointer. "": none.
    Q_PROPERTY(QString current READ current NOTIFY currentChanged)
    Q_PROPERTY(QString hovered READ hovered NOTIFY hoveredChanged)
    Q_PROPERTY(QString sortKey READ sortKey NOTIFY changed) ///< "name", "value"
    Q_PROPERTY(bool descending READ isDescending NOTIFY changed)

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< of the area; "" for what no area holds
        KindRole,
        NameRole,
        ValueRole, ///< undefined where the data do not hold it
        ValueTextRole,
        ShareRole, ///< of the total; of the greatest where rows do not add up
        ShareTextRole,
        ColourRole,
        ClassRole ///< from 0; -1: none
    };

    explicit IndicatorMap(QObject *parent = nullptr, Session *session = nullptr);
    ~IndicatorMap() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }

    bool isActive() const { return m_of != nullptr; }
    QString indicator() const { return m_of ? m_of->id : QString(); }
    void setIndicator(const QString &id);
    /// The same again takes it away.
    Q_INVOKABLE void toggle(const QString &id) { setIndicator(id == indicator() ? QString() : id); }
    Q_INVOKABLE void clear() { setIndicator({}); }
    QString name() const;
    QString unit() const;
    QString definition() const;
    QString good() const;
    QString level() const { return domain::kindName(m_level); }
    void setLevel(const QString &level);
    QVariantList levels() const;
    QString method() const;
    void setMethod(const QString &method);
    QVariantList methods() const;
    int classes() const { return m_most; }
    void setClasses(int most);
    QVariantList legend() const;
    QString totalText() const;
    QString sumText() const;
    bool addsUp() const { return m_figures.addsUp; }
    QString note() const;
    QString current() const { return m_current; }
    QString hovered() const { return m_hovered; }
    QString sortKey() const { return m_byName ? QStringLiteral("name") : QStringLiteral("value"); }
    bool isDescending() const { return m_descending; }
    /// By "name" or "value"; the same again turns it round.
    Q_INVOKABLE void sortBy(const QString &key);
    /// Chooses a row's area on the map; `fly`: goes there.
    Q_INVOKABLE void choose(int row, bool fly = false);
    Q_INVOKABLE void hover(int row); ///< -1: none
    Q_INVOKABLE int rowOf(const QString &area) const;
    /// Where a table would be saved, by the indicator's id and the time.
    Q_INVOKABLE QUrl suggestion() const;
    /// As CSV (or what the name's ending says); the session's `notice` tells how it went.
    Q_INVOKABLE void exportTo(const QUrl &file);

Q_SIGNALS:
    void changed();
    void currentChanged();
    void hoveredChanged();

private:
    /// What the table shows: an area's figure, or the rest.
    struct Row {
        domain::ObjectRef area; ///< null: what no area holds
        QString name;
        std::optional<double> value;
        int classIndex = -1;
        bool operator==(const Row &) const = default;
    };
    void refresh();
    void paint();
    void arrange(std::vector<Row> &rows) const;
    std::vector<domain::ObjectKind> levelsThere() const;
    QString textOf(double value) const;
    QString exactTextOf(double value) const;
    int decimalsOf(const std::vector<Row> &rows) const;
    QString areaOf(const domain::ObjectRef &object) const;
    void follow();

    Session *m_session;
    std::shared_ptr<const domain::City> m_city;
    const domain::Indicator *m_of = nullptr; ///< lives as long as m_city
    domain::ObjectKind m_level = domain::ObjectKind::Community;
    ClassMethod m_method = ClassMethod::Quantile;
    int m_most = 5;
    bool m_byName = false, m_descending = true;
    AreaFigures m_figures;
    std::vector<AreaClass> m_classes;
    std::vector<QColor> m_colours;
    std::vector<Row> m_rows;
    QString m_current, m_hovered;
    int m_decimals = 0; ///< of what the table sums
    QTimer m_soon;
};

}
