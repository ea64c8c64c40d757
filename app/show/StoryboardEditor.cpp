#include "show/StoryboardEditor.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "session/Session.h"
#include "show/SlideLook.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app
{

using domain::Slide;
using domain::Storyboard;

QString &inLanguage(base::LocalizedText &text, const QString &language)
{
    return language == QLatin1String("en") ? text.en : text.zh;
}

StoryboardEditor::StoryboardEditor(Session &session, QObject *parent)
    : QAbstractListModel(parent), m_session(session),
      m_keeper([self = QPointer<StoryboardEditor>(this)](const QString &why) {
          QMetaObject::invokeMethod(
              qApp,
              [self, why] {
                  if (self)
                      Q_EMIT self->notice(why);
              },
              Qt::QueuedConnection);
      })
{
    connect(&session, &Session::cityChanged, this, &StoryboardEditor::loadProject);
    connect(&session, &Session::languageChanged, this, [this] {
        Q_EMIT boardsChanged();
        Q_EMIT boardChanged();
        tellRows();
    });
    connect(this, &StoryboardEditor::notice, &session, &Session::tell);
    loadProject();
}

StoryboardEditor::~StoryboardEditor() = default;

// Which ones there are

const Storyboard *StoryboardEditor::ofProject(const QString &id) const
{
    const auto &city = m_session.twin().city();
    if (!city)
        return nullptr;
    const auto found = std::find_if(city->storyboards.begin(), city->storyboards.end(),
                                    [&](const auto &board) { return board->id == id; });
    return found != city->storyboards.end() ? found->get() : nullptr;
}

const Storyboard *StoryboardEditor::find(const QString &id) const
{
    const auto own = std::find_if(m_own.begin(), m_own.end(), [&](const Storyboard &board) { return board.id == id; });
    return own != m_own.end() ? &*own : ofProject(id);
}

QVariantList StoryboardEditor::boards() const
{
    QVariantList list;
    const auto add = [&](const Storyboard &board, bool own) {
        list.append(QVariantMap{{QStringLiteral("id"), board.id},
                                {QStringLiteral("name"), board.name.in(m_session.language())},
                                {QStringLiteral("own"), own},
                                {QStringLiteral("slides"), int(board.slides.size())}});
    };
    if (const auto &city = m_session.twin().city()) {
        for (const auto &board : city->storyboards) {
            const Storyboard *shown = find(board->id);
            add(*shown, shown != board.get());
        }
    }
    for (const Storyboard &board : m_own) {
        if (!ofProject(board.id))
            add(board, true);
    }
    return list;
}

void StoryboardEditor::loadProject()
{
    const auto &city = m_session.twin().city();
    const QString project = city ? m_session.projectKey() : QString();
    const bool wasOpen = std::exchange(m_isOpen, city != nullptr);
    const bool isOther = !city || !wasOpen || project != m_project; // the sample's name is the empty one
    if (isOther) {
        m_project = project;
        m_file = city && m_session.keepsChoices() ? m_session.settings().storyboardsFile(project) : QString();
        QStringList warnings;
        m_keeper.wait();
        OwnStoryboards own = m_file.isEmpty() ? OwnStoryboards() : readOwnStoryboards(m_file, &warnings);
        m_own = std::move(own.boards);
        m_wasOpen = std::move(own.open);
        for (const QString &warning : warnings)
            Q_EMIT notice(warning);
        m_passing = false;
        setBoard({}, -1);
    }
    Q_EMIT boardsChanged();
    // Layers come one after the other, each with a city of its own; the storyboard stays.
    if (m_board.id.isEmpty() && city) {
        const QVariantList known = boards();
        if (const Storyboard *last = find(m_wasOpen))
            setBoard(*last, -1);
        else if (!known.isEmpty())
            setBoard(*find(known.first().toMap().value(QStringLiteral("id")).toString()), -1);
    } else {
        Q_EMIT boardChanged();
        tellRows();
    }
}

void StoryboardEditor::setBoardId(const QString &id)
{
    if (id == m_board.id)
        return;
    const Storyboard *board = find(id);
    if (!board)
        return;
    m_passing = false;
    setBoard(*board, -1);
    if (!m_file.isEmpty())
        m_keeper.keep(m_file, {m_own, m_board.id});
}

void StoryboardEditor::show(const Storyboard &board)
{
    m_passing = true;
    setBoard(board, -1);
}

void StoryboardEditor::setBoard(const Storyboard &board, int current)
{
    const Storyboard copy = board; // it may be one of ours
    m_undo.clear();
    m_redo.clear();
    m_field.clear();
    beginResetModel();
    m_board = copy;
    m_current = std::clamp(current, -1, int(copy.slides.size()) - 1);
    endResetModel();
    Q_EMIT boardChanged();
    Q_EMIT countChanged();
    Q_EMIT currentChanged();
    Q_EMIT slideChanged();
    Q_EMIT undoChanged();
}

QString StoryboardEditor::name() const
{
    return m_board.name.in(m_session.language());
}

bool StoryboardEditor::isOwn() const
{
    return std::any_of(m_own.begin(), m_own.end(), [this](const Storyboard &board) { return board.id == m_board.id; });
}

bool StoryboardEditor::isFromProject() const
{
    return ofProject(m_board.id) != nullptr;
}

QString StoryboardEditor::freeBoardId(const QString &wanted) const
{
    QString id = wanted;
    for (int n = 2; find(id); ++n)
        id = QStringLiteral("%1-%2").arg(wanted).arg(n);
    return id;
}

void StoryboardEditor::newBoard()
{
    Storyboard board;
    board.id = freeBoardId(QStringLiteral("briefing"));
    // In the language it is made in; the other one is shown that until it has a name of its own.
    inLanguage(board.name, m_session.language()) = translate("app", "New briefing");
    m_passing = false;
    m_own.push_back(board);
    setBoard(board, -1);
    keep();
}

void StoryboardEditor::duplicateBoard()
{
    if (m_board.id.isEmpty())
        return;
    Storyboard board = m_board;
    board.id = freeBoardId(m_board.id);
    board.name = {};
    inLanguage(board.name, m_session.language()) = translate("app", "Copy of %1").arg(name());
    m_passing = false;
    m_own.push_back(board);
    setBoard(board, m_current);
    keep();
}

void StoryboardEditor::removeBoard()
{
    if (!isOwn())
        return;
    const State removed{m_board, m_current, {}};
    const QString id = m_board.id;
    std::erase_if(m_own, [&](const Storyboard &board) { return board.id == id; });
    if (const Storyboard *original = ofProject(id)) {
        setBoard(*original, m_current);
    } else {
        const QVariantList left = boards();
        const Storyboard *next =
            left.isEmpty() ? nullptr : find(left.first().toMap().value(QStringLiteral("id")).toString());
        setBoard(next ? *next : Storyboard(), -1);
    }
    m_undo.push_back(removed);
    Q_EMIT undoChanged();
    keep();
}

// The rows

int StoryboardEditor::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> StoryboardEditor::roleNames() const
{
    return {{IdRole, "slideId"},        {NumberRole, "number"},
            {TitleRole, "title"},       {TextRole, "text"},
            {SecondsRole, "seconds"},   {ThemeRole, "theme"},
            {TimeTextRole, "timeText"}, {SelectedNameRole, "selectedName"}};
}

QString StoryboardEditor::nameOf(const domain::ObjectRef &object) const
{
    if (object.id.isEmpty())
        return {};
    const QString name =
        app::nameOf(m_session.twin(), object.isNull() ? resolve(m_session.twin(), {}, object.id) : object);
    return name.isEmpty() ? object.id : name;
}

QVariant StoryboardEditor::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !has(index.row()))
        return {};
    const Slide &slide = m_board.slides[size_t(index.row())];
    const QString language = m_session.language();
    switch (role) {
    case IdRole:
        return slide.id;
    case NumberRole:
        return index.row() + 1;
    case Qt::DisplayRole:
    case TitleRole:
        return publicWords(slide.title.in(language));
    case TextRole:
        return publicWords(slide.text.in(language));
    case SecondsRole:
        return slide.seconds;
    case ThemeRole:
        return slide.theme;
    case TimeTextRole:
        return slide.time ? timeText(*slide.time, zoneOf(m_session.twin().city().get())) : QString();
    case SelectedNameRole:
        return nameOf(slide.selected);
    default:
        return {};
    }
}

QVariantMap StoryboardEditor::slide() const
{
    if (!has(m_current))
        return {};
    const Slide &slide = m_board.slides[size_t(m_current)];
    const QModelIndex at = index(m_current);
    return {{QStringLiteral("id"), slide.id},
            {QStringLiteral("titleEn"), slide.title.en},
            {QStringLiteral("titleZh"), slide.title.zh},
            {QStringLiteral("textEn"), slide.text.en},
            {QStringLiteral("textZh"), slide.text.zh},
            {QStringLiteral("title"), data(at, TitleRole)},
            {QStringLiteral("text"), data(at, TextRole)},
            {QStringLiteral("seconds"), slide.seconds},
            {QStringLiteral("theme"), slide.theme},
            {QStringLiteral("colouring"), slide.colouring},
            {QStringLiteral("indicator"), slide.indicator},
            {QStringLiteral("timeText"), data(at, TimeTextRole)},
            {QStringLiteral("selectedName"), data(at, SelectedNameRole)},
            {QStringLiteral("hidden"), int(slide.hiddenLayers.size())}};
}

void StoryboardEditor::setCurrent(int row)
{
    row = std::clamp(row, -1, count() - 1);
    if (row == m_current)
        return;
    m_current = row;
    m_field.clear();
    Q_EMIT currentChanged();
    Q_EMIT slideChanged();
}

void StoryboardEditor::setShownIndicator(const QString &id)
{
    if (std::exchange(m_shownIndicator, id) != id)
        Q_EMIT shownIndicatorChanged();
}

void StoryboardEditor::tellRows()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1));
    Q_EMIT slideChanged();
}

// Files

QUrl StoryboardEditor::suggestion() const
{
    static const QRegularExpression odd(QStringLiteral("[/\\\\:*?\"<>|\\x00-\\x1f]"));
    const QString title = name().isEmpty() ? QStringLiteral("briefing") : name().replace(odd, QStringLiteral("-"));
    return QUrl::fromLocalFile(QDir(userFolder()).filePath(title + QStringLiteral(".json")));
}

void StoryboardEditor::saveAs(const QUrl &file)
{
    const QString path = file.toLocalFile();
    if (const base::Status written = writeStoryboard(m_board, path); !written)
        Q_EMIT notice(errorLine(written.error()));
    else
        Q_EMIT notice(translate("app", "Briefing saved: %1").arg(path));
}

void StoryboardEditor::openFile(const QUrl &file)
{
    auto board = readStoryboard(file.toLocalFile());
    if (!board) {
        Q_EMIT notice(errorLine(board.error()));
        return;
    }
    // A copy of one that is here already stands beside it.
    if (const Storyboard *known = find(board->id); known && known->toJson() != board->toJson())
        board->id = freeBoardId(board->id);
    m_passing = false;
    if (!find(board->id))
        m_own.push_back(*board);
    setBoard(*board, -1);
    keep();
    Q_EMIT notice(translate("app", "Briefing opened: %1").arg(name()));
}

}
