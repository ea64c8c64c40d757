#pragma once

#include "inside/Inside.h"
#include "inspect/Measured.h"
#include "inspect/RowModel.h"

#include <QUrl>

namespace app
{

/// The measuring tool: takes the points that the pointer catches, keeps what was measured, and draws it in the view.
/// While a mode is chosen the pointer measures instead of selecting. Main thread.
class Measure : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString mode READ mode WRITE setMode NOTIFY modeChanged)
    Q_PROPERTY(QVariantList modes READ modes NOTIFY wordsChanged)
    /// What is being measured as it stands now; empty where there is nothing to tell.
    Q_PROPERTY(QString reading READ reading NOTIFY readingChanged)
    /// What to do next.
    Q_PROPERTY(QString prompt READ prompt NOTIFY readingChanged)
    Q_PROPERTY(int points READ points NOTIFY readingChanged)
    Q_PROPERTY(bool canFinish READ canFinish NOTIFY readingChanged)
    /// {title, value, detail} of what was measured, the newest last.
    Q_PROPERTY(app::RowModel *results READ results CONSTANT)

public:
    Measure(Twin &twin, Inside &inside, QObject *parent = nullptr);

    QString mode() const { return measureModeName(m_mode); }
    void setMode(const QString &mode);
    QVariantList modes() const; ///< {id, label}
    QString reading() const;
    QString prompt() const;
    int points() const { return int(m_running.points.size()); }
    bool canFinish() const;
    RowModel *results() { return &m_rows; }
    const std::vector<Measured> &measured() const { return m_measured; }
    void setMeasured(std::vector<Measured> measured);

    /// What the pointer caught, as shown: a click, a move.
    void probe(const scene::SnapPoint &shown);
    void probeMove(const scene::SnapPoint &shown);
    void attachView(scene::CityView *view);

    Q_INVOKABLE void finish(); ///< ends a path or an area that is long enough
    Q_INVOKABLE void back();   ///< takes the last point back
    /// Esc: drops what is being measured, else stops measuring.
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void clear();
    Q_INVOKABLE void copy(int row);
    Q_INVOKABLE void copyAll(); ///< as comma-separated values
    QString csv() const;

Q_SIGNALS:
    void modeChanged();
    void wordsChanged();
    void readingChanged();
    void measuredChanged();
    /// In note mode: where a note is to be pinned.
    void noteWanted(const scene::SnapPoint &at);
    void notice(const QString &text);

private:
    void keep(Measured measured);
    void draw();
    void refreshRows();
    Measured preview() const;

    Twin &m_twin;
    Inside &m_inside;
    QPointer<scene::CityView> m_view;
    MeasureMode m_mode = MeasureMode::None;
    Measured m_running;
    scene::SnapPoint m_under;
    std::vector<Measured> m_measured;
    RowModel m_rows;
};

}
