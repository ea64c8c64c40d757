#pragma once

#include "domain/Storyboard.h"

#include <QByteArray>
#include <QMutex>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace app
{

/// Reads a storyboard's file. Errors: "file-missing", "json-broken", and those of Storyboard::fromJson.
base::Result<domain::Storyboard> readStoryboard(const QString &file);
/// Writes it whole or not at all. Errors: "file-unwritable".
base::Status writeStoryboard(const domain::Storyboard &board, const QString &file);

/// The user's own storyboards of a project, and which one was worked on last (also one of the project's).
struct OwnStoryboards {
    std::vector<domain::Storyboard> boards;
    QString open; ///< id; empty: not known
};
/// They are in one file. What cannot be read is left out and named in `warnings`.
OwnStoryboards readOwnStoryboards(const QString &file, QStringList *warnings);

/// Keeps them: every change is on its way to the disk at once, by a thread of its own, the newest one last. What
/// is still under way when this is destroyed is written first.
class StoryboardKeeper
{
public:
    /// `failed` is called in another thread.
    explicit StoryboardKeeper(std::function<void(const QString &)> failed);
    ~StoryboardKeeper();
    void keep(const QString &file, const OwnStoryboards &own);
    void wait();

private:
    struct Job {
        QString file;
        QByteArray text;
    };
    void write();

    std::function<void(const QString &)> m_failed;
    QMutex m_mutex;
    std::vector<Job> m_jobs; ///< one for each file
    QThreadPool m_thread;
};

}
