#pragma once

#include "core/Settings.h"
#include "inspect/InspectionView.h"
#include "inspect/Measure.h"

namespace app
{

/// Notes on the building and saved views of an inspection: kept with the project in the user's settings. Main thread.
class InspectionViews : public QObject
{
    Q_OBJECT
    /// {name, detail}
    Q_PROPERTY(app::RowModel *views READ views CONSTANT)
    /// {text, place}
    Q_PROPERTY(app::RowModel *notes READ notes CONSTANT)
    /// A note waits for its words: it is pinned already.
    Q_PROPERTY(bool noting READ isNoting NOTIFY notingChanged)

public:
    /// `settings` null: nothing is kept.
    InspectionViews(Twin &twin, Selection &selection, Inside &inside, Measure &measure, Settings *settings,
                    QObject *parent = nullptr);

    RowModel *views() { return &m_viewRows; }
    RowModel *notes() { return &m_noteRows; }
    bool isNoting() const { return m_pending.has_value(); }
    const std::vector<Note> &allNotes() const { return m_notes; }
    const std::vector<QJsonObject> &allViews() const { return m_views; }

    /// The project whose views are meant.
    void setProject(const QString &project);
    /// How the camera moves: true where it may fly.
    void setAnimated(bool animated) { m_animated = animated; }

    Q_INVOKABLE void placeNote();                    ///< the next click pins it
    Q_INVOKABLE void writeNote(const QString &text); ///< words of the one that waits; empty: it is dropped
    Q_INVOKABLE void removeNote(int row);
    Q_INVOKABLE void clearNotes();
    Q_INVOKABLE void goToNote(int row);

    Q_INVOKABLE void save(const QString &name); ///< one of this name is replaced
    Q_INVOKABLE void restore(int row);
    Q_INVOKABLE void rename(int row, const QString &name);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void exportTo(const QUrl &file);
    Q_INVOKABLE void importFrom(const QUrl &file);

    InspectionView current(const QString &name) const;

Q_SIGNALS:
    void notingChanged();
    void viewsChanged();
    void notice(const QString &text);

private:
    void pinNote(const scene::SnapPoint &at);
    void keep();
    void show(const InspectionView &view);
    void showInside();
    void fly(const domain::SavedView &camera);
    void draw();
    void refreshRows();

    Twin &m_twin;
    Selection &m_selection;
    Inside &m_inside;
    Measure &m_measure;
    Settings *m_settings;
    QString m_project;
    bool m_animated = true;
    std::vector<QJsonObject> m_views;
    std::vector<Note> m_notes;
    std::optional<Note> m_pending;
    std::optional<InspectionView> m_awaited; ///< shown once its building is open
    RowModel m_viewRows, m_noteRows;
};

}
