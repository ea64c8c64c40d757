#pragma once

#include "core/DeskMemory.h"
#include "core/Selection.h"
#include "tables/FeatureColumns.h"
#include "tables/RowTexts.h"

#include <QAbstractTableModel>
#include <QDeadlineTimer>
#include <QFutureWatcher>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace app
{

/// The attribute table of the desk: buildings, devices, areas, units, or any layer; sorted, filtered by words, by
/// values and by place, in step with the map both ways. Several rows can be marked: the foot sums them, and the map
/// shows them. Works only while it is `active`. Nothing is copied of the rows but where they lie, and the folded texts
/// that words are looked for in. Large tables are filtered, summed and ordered bit by bit: the main thread is never
/// held for longer than a frame, and what was shown stays until the new rows are known. Main thread; texts are ordered
/// and files are written in a worker.
class FeatureTable : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QString source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QVariantList sources READ sources NOTIFY sourcesChanged) ///< {id, label, count}
    /// Those that are shown: {id, name, unit, numeric, width (letters), sorted (-1, 0, 1), filtered}
    Q_PROPERTY(QVariantList columns READ columns NOTIFY columnsChanged)
    Q_PROPERTY(QVariantList allColumns READ allColumns NOTIFY columnsChanged) ///< {id, name, shown, numeric}
    Q_PROPERTY(QVariantList foot READ foot NOTIFY footChanged)                ///< {text, mean} a shown column
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY filterChanged)
    Q_PROPERTY(QVariantList filters READ filters NOTIFY filterChanged) ///< by value: {column, text}
    Q_PROPERTY(bool onlyPlace READ onlyPlace WRITE setOnlyPlace NOTIFY filterChanged)
    Q_PROPERTY(QString placeName READ placeName NOTIFY placeChanged) ///< "": no place is selected
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int total READ total NOTIFY countChanged)
    /// That only what is in view is here, in words; "" where the source is here whole.
    Q_PROPERTY(QString shownOnly READ shownOnly NOTIFY sourceChanged)
    Q_PROPERTY(int marked READ marked NOTIFY markedChanged)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentRowChanged) ///< -1: none
    Q_PROPERTY(QVariantList formats READ formats CONSTANT)              ///< {id, label}
    Q_PROPERTY(bool writing READ isWriting NOTIFY writingChanged)

public:
    enum Role {
        NumericRole = Qt::UserRole + 1,
        VisualRole, ///< a state whose sign stands before the text; "" for none
        MarkedRole,
        CurrentRole
    };

    FeatureTable(Twin &twin, Selection &selection, DeskMemory &memory, QObject *parent = nullptr);
    ~FeatureTable() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    bool isActive() const { return m_active; }
    void setActive(bool active);
    QString source() const { return m_source; }
    void setSource(const QString &source);
    QVariantList sources() const;
    QVariantList columns() const;
    QVariantList allColumns() const;
    QVariantList foot() const { return m_foot; }
    QString words() const { return m_words; }
    void setWords(const QString &words);
    QVariantList filters() const;
    bool onlyPlace() const { return m_onlyPlace; }
    void setOnlyPlace(bool only);
    QString placeName() const;
    int count() const { return int(m_shown.size()); }
    int total() const { return int(m_rows.size()); }
    QString shownOnly() const { return m_shownOnly; }
    /// Whether the rows that are shown are not the new ones yet.
    bool isFiltering() const { return m_pass != nullptr; }
    int marked() const { return int(m_marked.size()); }
    int currentRow() const { return m_current; }
    QVariantList formats() const;
    bool isWriting() const { return m_writing; }

    /// The first time upwards, then downwards.
    Q_INVOKABLE void sort(const QString &column);
    Q_INVOKABLE void setShown(const QString &column, bool shown);
    Q_INVOKABLE void setWidth(const QString &column, double letters);
    /// The values of a column and how many rows of the source have each, most frequent first; at most 200.
    Q_INVOKABLE QVariantList values(const QString &column) const;
    /// {from, to} of a column of numbers; empty where there is none.
    Q_INVOKABLE QVariantMap range(const QString &column) const;
    /// Numbers within, both ends included; an empty text leaves that end open.
    Q_INVOKABLE void filterRange(const QString &column, const QString &from, const QString &to);
    Q_INVOKABLE void filterValue(const QString &column, const QString &value);
    Q_INVOKABLE void clearFilter(const QString &column);
    Q_INVOKABLE void clearFilters(); ///< words and place too

    /// As lists do: alone, one more (Ctrl), all up to here (Shift). Selects the row's feature.
    Q_INVOKABLE void click(int row, int modifiers = 0);
    Q_INVOKABLE void step(int rows, bool extend = false);
    /// Its feature is lit on the map as under the pointer; -1: none is.
    Q_INVOKABLE void hover(int row);
    Q_INVOKABLE void markAll();
    Q_INVOKABLE void unmark();
    /// The camera goes to what is marked; to the current row where nothing is.
    Q_INVOKABLE void zoom();

    Q_INVOKABLE QUrl suggestion(const QString &ending) const;
    /// What is shown, or of that what is marked: all of its shown columns. ".csv", ".gpkg", ".geojson".
    Q_INVOKABLE void write(const QUrl &file);

    /// What is marked; one alone is the selection.
    std::vector<domain::ObjectRef> markedObjects() const;

Q_SIGNALS:
    void activeChanged();
    void sourceChanged();
    void sourcesChanged();
    void columnsChanged();
    void footChanged();
    void filterChanged();
    void placeChanged();
    void countChanged();
    void markedChanged();
    void currentRowChanged();
    void writingChanged();
    void notice(const QString &text);
    /// To be shown whole: scene coordinates.
    void zoomWanted(const geometry::Box3 &box);

private:
    struct Filter {
        double from = geometry::NaN, to = geometry::NaN;
        std::optional<QString> value;
    };
    void reload();
    /// Other tiles may be drawn than the rows are of.
    void takeTiles();
    void forgetRows();
    void loadColumns();
    void keepColumns();
    struct Pass;
    struct FootPass;
    /// Goes through the rows anew; at once where that is quick.
    void refilter();
    void goOn();
    bool goOnFiltering(const QDeadlineTimer &until);
    bool goOnOrdering(const QDeadlineTimer &until);
    void showPassed();
    void forgetTexts();
    bool passes(size_t row) const;
    void rank();
    void refreshFoot(bool onlyLive = false);
    bool goOnSumming(const QDeadlineTimer &until);
    void showFoot();
    void follow();
    void takePlace();
    void setCurrent(int row);
    void onLive();
    void tellMarks();
    bool isNested(const FeatureRow &row, const std::vector<bool> &shownAreas) const;
    const FeatureColumn *column(const QString &id) const;
    const FeatureRow &at(int row) const { return m_rows[size_t(m_shown[size_t(row)])]; }

    Twin &m_twin;
    Selection &m_selection;
    DeskMemory &m_memory;
    bool m_active = false, m_stale = true, m_writing = false, m_choosing = false;
    std::shared_ptr<const domain::City> m_city;
    QString m_source;
    std::vector<FeatureRow> m_rows;
    std::vector<FeatureColumn> m_columns;
    std::vector<int> m_visible; ///< of m_columns, as shown
    QHash<QString, double> m_widths;
    std::vector<int> m_shown; ///< of m_rows, in order
    QString m_sort;
    bool m_descending = false;
    QString m_words;
    QHash<QString, Filter> m_filters;
    bool m_onlyPlace = false;
    domain::ObjectRef m_place;
    QSet<int> m_marked; ///< of m_rows
    int m_current = -1, m_anchor = -1;
    QVariantList m_foot;
    QTimer m_refilter, m_live, m_tiles;
    QString m_shownOnly;
    std::vector<std::shared_ptr<const domain::Layer>> m_contents; ///< of tiles, that the rows are of
    bool m_liveDue = false;
    QTimer m_slice; ///< goes on with what is not done
    bool m_isSlice = false, m_isWorking = false;
    std::unique_ptr<Pass> m_pass;
    std::unique_ptr<FootPass> m_footPass;
    RowTexts m_texts;
    std::vector<quint32> m_ranks; ///< of rows by `m_ranked`, a column that stays; what is not known is last
    QString m_ranked;
    QFutureWatcher<std::vector<quint32>> m_ranking;
    bool m_followDue = false; ///< the selection's row is to be found once the rows are known
};

}
