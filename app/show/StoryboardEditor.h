#pragma once

#include "domain/Storyboard.h"
#include "show/StoryboardFiles.h"

#include <QAbstractListModel>
#include <QUrl>
#include <QVariantList>

namespace app
{

class Session;

/// The text in `language` ("en" or "zh_CN"), to be written.
QString &inLanguage(base::LocalizedText &text, const QString &language);

/// The storyboards of the open project, and the one that is worked on: its slides are the rows. The project's own are
/// never written; what is changed of one is kept as the user's own beside it, under the same id, like all that is made
/// here: in the profile, at every step. Main thread.
class StoryboardEditor : public QAbstractListModel
{
    Q_OBJECT
    /// {id, name, own, slides}
    Q_PROPERTY(QVariantList boards READ boards NOTIFY boardsChanged)
    Q_PROPERTY(QString boardId READ boardId WRITE setBoardId NOTIFY boardChanged)
    Q_PROPERTY(QString name READ name NOTIFY boardChanged)
    Q_PROPERTY(QString nameEn READ nameEn NOTIFY boardChanged)
    Q_PROPERTY(QString nameZh READ nameZh NOTIFY boardChanged)
    Q_PROPERTY(bool own READ isOwn NOTIFY boardChanged)                 ///< of the user, changed or new
    Q_PROPERTY(bool fromProject READ isFromProject NOTIFY boardChanged) ///< the project has one of this id
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged) ///< -1: none
    /// The current slide: {id, titleEn, titleZh, textEn, textZh, title, text, seconds, theme, colouring, indicator,
    /// timeText, selectedName, hidden (number of layers)}; empty where there is none.
    Q_PROPERTY(QVariantMap slide READ slide NOTIFY slideChanged)
    /// The indicator that the map shows by areas; "": none. Follows the map's, and the map follows it.
    Q_PROPERTY(QString shownIndicator READ shownIndicator WRITE setShownIndicator NOTIFY shownIndicatorChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY undoChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY undoChanged)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NumberRole,
        TitleRole,
        TextRole,
        SecondsRole,
        ThemeRole,
        TimeTextRole,
        SelectedNameRole
    };

    explicit StoryboardEditor(Session &session, QObject *parent = nullptr);
    ~StoryboardEditor() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QVariantList boards() const;
    QString boardId() const { return m_board.id; }
    void setBoardId(const QString &id);
    QString name() const;
    QString nameEn() const { return m_board.name.en; }
    QString nameZh() const { return m_board.name.zh; }
    bool isOwn() const;
    bool isFromProject() const;
    int count() const { return int(m_board.slides.size()); }
    int current() const { return m_current; }
    void setCurrent(int row);
    QVariantMap slide() const;
    const QString &shownIndicator() const { return m_shownIndicator; }
    void setShownIndicator(const QString &id);
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    const domain::Storyboard &board() const { return m_board; }
    /// By id, the user's before the project's; null where there is none.
    const domain::Storyboard *find(const QString &id) const;
    /// Shows a storyboard that is not the project's, and keeps nothing of it.
    void show(const domain::Storyboard &board);

    Q_INVOKABLE void newBoard(); ///< empty, with a name of its own
    Q_INVOKABLE void renameBoard(const QString &language, const QString &name);
    Q_INVOKABLE void duplicateBoard();
    /// The user's own goes; the project's of this id comes back. Can be undone until another one is opened.
    Q_INVOKABLE void removeBoard();

    Q_INVOKABLE void takeView(); ///< a new slide of what is seen, behind the current one
    Q_INVOKABLE void retake(int row);
    Q_INVOKABLE void duplicate(int row);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void move(int from, int to);
    /// `language` is "en" or "zh_CN".
    Q_INVOKABLE void setTitle(int row, const QString &language, const QString &title);
    Q_INVOKABLE void setText(int row, const QString &language, const QString &text);
    Q_INVOKABLE void setSeconds(int row, double seconds);
    /// The slide says nothing of it any more: "theme", "colouring", "indicator", "time", "selected", "hidden".
    Q_INVOKABLE void forget(int row, const QString &what);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

    /// A name for the file to be written, in the user's documents.
    Q_INVOKABLE QUrl suggestion() const;
    Q_INVOKABLE void saveAs(const QUrl &file);
    Q_INVOKABLE void openFile(const QUrl &file);

    /// Waits until what was changed is on the disk: for tests.
    void waitUntilKept() { m_keeper.wait(); }

Q_SIGNALS:
    void boardsChanged();
    void boardChanged();
    void countChanged();
    void currentChanged();
    void slideChanged();
    void undoChanged();
    void shownIndicatorChanged();
    void notice(const QString &text);

private:
    struct State {
        domain::Storyboard board;
        int current = -1;
        QString field; ///< what was typed into; steps of the same are one
    };
    void loadProject();
    void setBoard(const domain::Storyboard &board, int current);
    /// Does a step that can be undone. `field` names a text that is being typed.
    void change(const std::function<void(domain::Storyboard &, int &)> &step, const QString &field = {});
    void go(const State &to);
    void keep();
    void tellRows();
    bool has(int row) const { return row >= 0 && row < count(); }
    QString freeSlideId() const;
    QString freeBoardId(const QString &wanted) const;
    QString nameOf(const domain::ObjectRef &object) const;
    const domain::Storyboard *ofProject(const QString &id) const;

    Session &m_session;
    StoryboardKeeper m_keeper;
    QString m_project, m_file; ///< file: empty where nothing is kept
    QString m_wasOpen;         ///< when the project was left
    std::vector<domain::Storyboard> m_own;
    domain::Storyboard m_board;
    bool m_isOpen = false;  ///< the project
    bool m_passing = false; ///< shown, not kept
    int m_current = -1;
    std::vector<State> m_undo, m_redo;
    QString m_field, m_shownIndicator;
};

}
