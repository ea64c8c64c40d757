#pragma once

#include "scene/tiles/TileChoice.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <optional>
#include <unordered_map>

namespace scene
{

/// Who draws the contents of tiles. Main thread.
class TileSink
{
public:
    virtual ~TileSink() = default;
    /// Has a content built, hidden until it is shown; returns its number, never 0.
    virtual quint32 takeTile(const std::shared_ptr<const domain::Layer> &layer,
                             std::shared_ptr<const domain::Layer> content) = 0;
    /// Everything of it is handed over.
    virtual bool isTileBuilt(quint32 number) const = 0;
    /// Of what is drawn of it, processor's and graphics' memory together.
    virtual qint64 tileBytes(quint32 number) const = 0;
    virtual void showTile(quint32 number, bool shown) = 0;
    virtual void dropTile(quint32 number) = 0;
};

/// The tiles of all layers that have some: chooses by where the eye is, reads in workers (the most urgent first, what
/// is not wanted any more is cancelled), has the contents built, shows them, and lets go of what was not seen for
/// longest where memory runs short. A tile that cannot be read leaves a hole, is told once and tried again. Main
/// thread.
class TileStreamer : public QObject
{
    Q_OBJECT

public:
    explicit TileStreamer(TileSink &sink, QObject *parent = nullptr);
    ~TileStreamer() override; ///< cancels and waits

    /// Layers without tiles are passed over; what was read of those that stay stays.
    void setLayers(const std::vector<std::shared_ptr<const domain::Layer>> &layers);
    /// Nothing is read of a hidden layer.
    void setHidden(const QSet<QString> &layers);
    void setBudget(qint64 bytes);
    /// Contents that were not seen for so long, while the camera moved, are let go of though there is room.
    void setForgetAfter(qint64 ms) { m_forgetAfter = ms; }
    /// Contents that stay, whatever is looked at: what is selected is among them.
    void keep(const QSet<quint32> &numbers);

    /// Before a frame is drawn. Returns whether more frames are to follow: other tiles are shown than before.
    bool look(const ViewState &state);
    /// The sink handed something over: what is whole now may be shown.
    void checkBuilt();
    /// Nothing that is wanted is on its way, and what is shown is what was chosen.
    bool isSettled() const;

    int shownTiles() const;   ///< tiles that are drawn
    int pendingTiles() const; ///< wanted, being read or built
    int failedTiles(const QString &layer) const;
    qint64 bytes() const { return m_bytes + m_drawnBytes; } ///< of all that is in memory, and of what is drawn of it
    double strain() const { return m_strain; } ///< above 1: coarser than wanted, since memory does not suffice

Q_SIGNALS:
    void shownChanged(); ///< between frames: one is to be drawn
    void failed(const QString &layer, const base::Error &error);
    void residentChanged(); ///< other contents are in memory, or other tiles failed

private:
    struct Tree {
        std::shared_ptr<const domain::Layer> layer;
        std::unique_ptr<TileNode> root;
        std::vector<TileNode *> shown;
        bool hidden = false;
        int failed = 0;
    };
    struct Request {
        Tree *tree = nullptr;
        TileNode *node = nullptr;
        bool below = false;
        quint64 wanted = 0; ///< the last choice that wished it
        std::shared_ptr<base::Job> job;
    };
    using Content = base::Result<std::shared_ptr<const domain::Layer>>;
    using Below = base::Result<std::vector<domain::Tile>>;

    bool choose();
    void ask(Tree &tree, const std::vector<TileWish> &wishes);
    void start(Tree &tree, const TileWish &wish);
    void received(quint64 request, const Content &content);
    void receivedBelow(quint64 request, const Below &tiles);
    std::optional<Request> takeRequest(quint64 number);
    void wentWrong(Tree &tree, TileNode &node, base::Error error);
    void wentRight(Tree &tree, TileNode &node);
    void tryAgain();
    void cancelUnwanted();
    void cancel(TileNode &node, Request &request);
    bool show(Tree &tree, const std::vector<TileNode *> &shown);
    bool hideLeavers();
    void drop(Tree &tree, TileNode &node);
    void dropTree(Tree &tree);
    void makeRoom();
    bool prune(Tree &tree, TileNode &node);
    void soon();
    template <typename Visit> static void eachNode(TileNode &node, const Visit &visit)
    {
        visit(node);
        for (const auto &child : node.children)
            eachNode(*child, visit);
    }

    TileSink &m_sink;
    QThreadPool m_pool;
    std::vector<std::unique_ptr<Tree>> m_trees;
    std::unordered_map<quint64, Request> m_requests;
    quint64 m_nextRequest = 1;
    quint64 m_turn = 0;
    ViewVolume m_sight, m_around;
    ViewState m_state;
    bool m_hasView = false;
    bool m_due = false;                                ///< something is to be chosen anew
    int m_wished = 0;                                  ///< not there yet, spare ones left out
    int m_building = 0;                                ///< of what is held
    std::vector<std::pair<TileNode *, int>> m_leaving; ///< still drawn for so many frames
    std::vector<std::pair<Tree *, TileNode *>> m_failed;
    QSet<quint32> m_kept;
    struct Held {
        Tree *tree;
        TileNode *node;
    };
    std::vector<Held> m_held; ///< with a content in memory
    qint64 m_budget = 0, m_bytes = 0, m_drawnBytes = 0;
    double m_strain = 1;
    qint64 m_forgetAfter = 180'000;
    qint64 m_flown = 0, m_lastChoice = 0; ///< time in which the camera moved, ms
    size_t m_nodes = 0;
    QElapsedTimer m_clock;
    QTimer m_soon, m_retry;
};

}
