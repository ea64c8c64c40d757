#pragma once

#include "core/Twin.h"
#include "store/Store.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace app
{

/// Ties the twin to its store: what feeds and rules say is recorded, what others and we have saved comes back into the
/// twin, and what was known when the program ended last is there again. Main thread.
class Keeper : public QObject
{
    Q_OBJECT

public:
    explicit Keeper(Twin &twin, QObject *parent = nullptr);
    ~Keeper() override;

    /// Opens a district's store; `ready` once what it remembers is in the twin (or it cannot be opened: the district
    /// works on without, and says so). An exercise's lies in a temporary folder, whatever its url.
    void open(const domain::StoreConfig &config);
    /// The district has none: nothing is kept. `ready` comes at once.
    void openNone();
    void close();
    store::Store &store() { return m_store; }
    const store::Store &store() const { return m_store; }
    /// There is a store that keeps.
    bool isOpen() const { return m_isOpen; }
    bool isExercise() const { return m_config.exercise; }
    const domain::StoreConfig &config() const { return m_config; }
    /// The workplace's name in the journal.
    const QString &seat() const { return m_config.seat; }
    /// Feeds should hold their brokers back: more waits than the store can take.
    bool isOverfull() const { return m_store.isOverfull(); }
    /// What the twin is told next came to this seat alone (an intake): it is kept by this seat, whoever the recorder
    /// is.
    void setOwnReports(bool own) { m_ownReports = own; }
    /// What is saved already goes into the twin at once, without waiting for `Store::appended`.
    void takeSaved(const std::vector<domain::Entry> &entries);
    /// Brings one subject in step with the store; then `done` with its entries, none where they could not be read.
    void refresh(domain::Subject subject, const QString &id,
                 std::function<void(const std::vector<domain::Entry> &)> done = {});

Q_SIGNALS:
    void ready();
    void statusChanged();
    void overfullChanged(bool overfull);
    /// A replay jumped: the exercise begins anew, and what was done in it is gone. `worked`: a person had done
    /// something.
    void exerciseBegan(bool worked);
    /// Saved entries, of this seat and of others, as the store told them.
    void appended(const std::vector<domain::Entry> &entries);

private:
    void openFile();
    void remember();
    void beReady();
    void hear(const feeds::FeedBatch &batch);
    void keep(const std::vector<domain::Entry> &entries);
    void seedHistory();
    void seedNext();

    Twin &m_twin;
    store::Store m_store;
    domain::StoreConfig m_config;
    std::unique_ptr<QTemporaryDir> m_exerciseFolder;
    QTimer m_patience;
    std::vector<live::HistoryWish> m_wishes; ///< pasts that are still to be asked for, the next one last
    int m_openings = 0;                      ///< what was asked of an earlier store is not listened to
    bool m_isOpen = false;                   ///< there is a store that keeps
    bool m_waitsForReady = false;            ///< `ready` is still to come
    bool m_used = false, m_worked = false;   ///< something was kept since it was opened; by a person
    bool m_overfull = false;
    bool m_ownReports = false;
};

}
