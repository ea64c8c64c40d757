#include "session/Session.h"
#include "show/SlideLook.h"
#include "show/StoryboardEditor.h"

#include <algorithm>
#include <cmath>

namespace app
{

// What is changed in a storyboard, step by step, and taken back.

using domain::Slide;
using domain::Storyboard;

void StoryboardEditor::change(const std::function<void(Storyboard &, int &)> &step, const QString &field)
{
    constexpr size_t Steps = 500;
    State after{m_board, m_current, field};
    step(after.board, after.current);
    if (field.isEmpty() || field != m_field) {
        m_undo.push_back({m_board, m_current, m_field});
        if (m_undo.size() > Steps)
            m_undo.erase(m_undo.begin());
    }
    m_redo.clear();
    go(after);
}

void StoryboardEditor::go(const State &to)
{
    const bool sameRows = to.board.slides.size() == m_board.slides.size() &&
                          std::equal(to.board.slides.begin(), to.board.slides.end(), m_board.slides.begin(),
                                     [](const Slide &a, const Slide &b) { return a.id == b.id; });
    const int before = m_current;
    const bool countDiffers = to.board.slides.size() != m_board.slides.size();
    if (!sameRows)
        beginResetModel();
    m_board = to.board;
    m_current = std::clamp(to.current, -1, count() - 1);
    m_field = to.field;
    if (!sameRows)
        endResetModel();
    if (!m_passing) {
        const auto own = std::find_if(m_own.begin(), m_own.end(),
                                      [this](const Storyboard &board) { return board.id == m_board.id; });
        const Storyboard *original = ofProject(m_board.id);
        const bool asInProject = original && original->toJson() == m_board.toJson();
        if (own == m_own.end() && !asInProject)
            m_own.push_back(m_board);
        else if (own != m_own.end() && asInProject)
            m_own.erase(own);
        else if (own != m_own.end())
            *own = m_board;
        keep();
    }
    Q_EMIT boardChanged();
    if (countDiffers)
        Q_EMIT countChanged();
    if (before != m_current || !sameRows)
        Q_EMIT currentChanged();
    tellRows();
    Q_EMIT undoChanged();
}

void StoryboardEditor::keep()
{
    if (!m_file.isEmpty())
        m_keeper.keep(m_file, {m_own, m_board.id});
    Q_EMIT boardsChanged();
}

void StoryboardEditor::undo()
{
    if (m_undo.empty())
        return;
    const State to = m_undo.back();
    m_undo.pop_back();
    if (to.board.id == m_board.id) // not where a storyboard comes back that was removed
        m_redo.push_back({m_board, m_current, {}});
    go({to.board, to.current, {}});
}

void StoryboardEditor::redo()
{
    if (m_redo.empty())
        return;
    const State to = m_redo.back();
    m_redo.pop_back();
    m_undo.push_back({m_board, m_current, {}});
    go({to.board, to.current, {}});
}

QString StoryboardEditor::freeSlideId() const
{
    const auto taken = [this](const QString &id) {
        return std::any_of(m_board.slides.begin(), m_board.slides.end(),
                           [&](const Slide &slide) { return slide.id == id; });
    };
    int n = count() + 1;
    while (taken(QStringLiteral("slide-%1").arg(n)))
        ++n;
    return QStringLiteral("slide-%1").arg(n);
}

void StoryboardEditor::renameBoard(const QString &language, const QString &name)
{
    change(
        [&](Storyboard &board, int &) {
            inLanguage(board.name, language) = name;
            if (board.name.isEmpty())
                board.name = {board.id, board.id};
        },
        QStringLiteral("name-%1").arg(language));
}

void StoryboardEditor::takeView()
{
    if (m_board.id.isEmpty())
        newBoard();
    Slide slide = currentSlide(m_session);
    slide.indicator = m_shownIndicator;
    slide.id = freeSlideId();
    change([&](Storyboard &board, int &current) {
        current = std::clamp(current + 1, 0, int(board.slides.size()));
        if (m_current < 0)
            current = int(board.slides.size());
        board.slides.insert(board.slides.begin() + current, slide);
    });
}

void StoryboardEditor::retake(int row)
{
    if (!has(row))
        return;
    Slide slide = currentSlide(m_session);
    slide.indicator = m_shownIndicator;
    change([&](Storyboard &board, int &current) {
        Slide &old = board.slides[size_t(row)];
        slide.id = old.id;
        slide.title = old.title;
        slide.text = old.text;
        slide.seconds = old.seconds;
        old = slide;
        current = row;
    });
}

void StoryboardEditor::duplicate(int row)
{
    if (!has(row))
        return;
    change([&](Storyboard &board, int &current) {
        Slide copy = board.slides[size_t(row)];
        copy.id = freeSlideId();
        board.slides.insert(board.slides.begin() + row + 1, copy);
        current = row + 1;
    });
}

void StoryboardEditor::remove(int row)
{
    if (!has(row))
        return;
    change([&](Storyboard &board, int &current) {
        board.slides.erase(board.slides.begin() + row);
        if (current > row || current >= int(board.slides.size()))
            --current;
        current = std::max(current, board.slides.empty() ? -1 : 0);
    });
}

void StoryboardEditor::move(int from, int to)
{
    to = std::clamp(to, 0, std::max(0, count() - 1));
    if (!has(from) || from == to)
        return;
    change([&](Storyboard &board, int &current) {
        const auto begin = board.slides.begin();
        if (from < to)
            std::rotate(begin + from, begin + from + 1, begin + to + 1);
        else
            std::rotate(begin + to, begin + from, begin + from + 1);
        if (current == from)
            current = to;
        else if (from < current && current <= to)
            --current;
        else if (to <= current && current < from)
            ++current;
    });
}

void StoryboardEditor::setTitle(int row, const QString &language, const QString &title)
{
    if (!has(row) || inLanguage(m_board.slides[size_t(row)].title, language) == title)
        return;
    change([&](Storyboard &board, int &) { inLanguage(board.slides[size_t(row)].title, language) = title; },
           QStringLiteral("title-%1-%2").arg(row).arg(language));
}

void StoryboardEditor::setText(int row, const QString &language, const QString &text)
{
    if (!has(row) || inLanguage(m_board.slides[size_t(row)].text, language) == text)
        return;
    change([&](Storyboard &board, int &) { inLanguage(board.slides[size_t(row)].text, language) = text; },
           QStringLiteral("text-%1-%2").arg(row).arg(language));
}

void StoryboardEditor::setSeconds(int row, double seconds)
{
    if (!has(row) || !(seconds >= 0) || !std::isfinite(seconds) || m_board.slides[size_t(row)].seconds == seconds)
        return;
    change([&](Storyboard &board, int &) { board.slides[size_t(row)].seconds = seconds; },
           QStringLiteral("seconds-%1").arg(row));
}

void StoryboardEditor::forget(int row, const QString &what)
{
    if (!has(row))
        return;
    change([&](Storyboard &board, int &) {
        Slide &slide = board.slides[size_t(row)];
        if (what == QLatin1String("theme"))
            slide.theme.clear();
        else if (what == QLatin1String("colouring"))
            slide.colouring.clear();
        else if (what == QLatin1String("indicator"))
            slide.indicator.clear();
        else if (what == QLatin1String("time"))
            slide.time.reset();
        else if (what == QLatin1String("selected"))
            slide.selected = slide.entered = {};
        else if (what == QLatin1String("hidden"))
            slide.hiddenLayers.clear();
    });
}

}
