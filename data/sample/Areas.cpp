#include "sample/Areas.h"

#include "sample/Planar.h"
#include "sample/Shapes.h"

#include <algorithm>
#include <map>
#include <set>

namespace sample
{

namespace
{

using Key = std::pair<std::pair<qint64, qint64>, std::pair<qint64, qint64>>;

Key edgeKey(const Vec2 &a, const Vec2 &b)
{
    const auto rounded = [](const Vec2 &p) { return std::pair(std::llround(p.x * 1000), std::llround(p.y * 1000)); };
    const auto first = rounded(a), second = rounded(b);
    return first < second ? Key(first, second) : Key(second, first);
}

/// Pieces that are merged with a neighbour until so many are left.
class Merging
{
public:
    Merging(std::vector<double> weights, std::map<std::pair<int, int>, double> borders)
        : m_weight(std::move(weights)), m_border(std::move(borders)), m_of(m_weight.size()),
          m_left(int(m_weight.size()))
    {
        for (size_t i = 0; i < m_of.size(); ++i)
            m_of[i] = int(i);
    }

    /// Joins a with b outright.
    void join(int a, int b)
    {
        if (a == b)
            return;
        m_weight[size_t(a)] += m_weight[size_t(b)];
        m_weight[size_t(b)] = -1;
        for (int &of : m_of) {
            if (of == b)
                of = a;
        }
        std::map<std::pair<int, int>, double> next;
        for (const auto &[pair, length] : m_border) {
            const int x = pair.first == b ? a : pair.first, y = pair.second == b ? a : pair.second;
            if (x != y)
                next[{std::min(x, y), std::max(x, y)}] += length;
        }
        m_border = std::move(next);
        --m_left;
    }

    /// The lightest joins the neighbour with which it shares most, light neighbours first, until `count` are left.
    void reduceTo(int count)
    {
        while (m_left > count) {
            int smallest = -1;
            for (size_t i = 0; i < m_weight.size(); ++i) {
                if (m_weight[i] >= 0 && (smallest < 0 || m_weight[i] < m_weight[size_t(smallest)]))
                    smallest = int(i);
            }
            int best = -1;
            double score = -1;
            for (const auto &[pair, length] : m_border) {
                if (pair.first != smallest && pair.second != smallest)
                    continue;
                const int other = pair.first == smallest ? pair.second : pair.first;
                const double s = length / (m_weight[size_t(other)] + m_weight[size_t(smallest)] + 1.0);
                if (s > score) {
                    score = s;
                    best = other;
                }
            }
            if (best < 0) { // an island: any other will do
                for (size_t i = 0; i < m_weight.size() && best < 0; ++i) {
                    if (m_weight[i] >= 0 && int(i) != smallest)
                        best = int(i);
                }
            }
            join(best, smallest);
        }
    }

    /// Consecutive numbers in the order of their first pieces.
    std::vector<int> numbered() const
    {
        std::map<int, int> numbers;
        std::vector<int> out;
        for (int of : m_of)
            out.push_back(numbers.try_emplace(of, int(numbers.size())).first->second);
        return out;
    }

private:
    std::vector<double> m_weight;
    std::map<std::pair<int, int>, double> m_border;
    std::vector<int> m_of;
    int m_left;
};

using Borders = std::map<std::pair<int, int>, double>;

Borders bordersOf(const std::vector<Cell> &cells, const std::vector<int> &of)
{
    std::map<Key, int> owner;
    Borders borders;
    for (size_t c = 0; c < cells.size(); ++c) {
        const Ring &ring = cells[c].face;
        for (size_t i = 0; i < ring.size(); ++i) {
            const Vec2 &a = ring[i], &b = ring[(i + 1) % ring.size()];
            const auto [found, isNew] = owner.try_emplace(edgeKey(a, b), int(c));
            if (isNew || of[size_t(found->second)] == of[c])
                continue;
            const int x = of[size_t(found->second)], y = of[c];
            borders[{std::min(x, y), std::max(x, y)}] += glm::length(b - a);
        }
    }
    return borders;
}

/// People per m² of land decide how large blocks and grids are.
double density(Zone zone)
{
    switch (zone) {
    case Zone::Village:
        return 2.4;
    case Zone::Towers:
        return 1.3;
    case Zone::Slabs:
    case Zone::Core:
    case Zone::OldStreet:
        return 1.1;
    case Zone::Park:
    case Zone::Hill:
        return 0.25;
    default:
        return 0.7;
    }
}

/// Numbers pieces from north-west to south-east, as administrations do.
std::vector<int> readingOrder(const std::vector<Vec2> &points)
{
    std::vector<int> order(points.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const Vec2 &p = points[size_t(a)], &q = points[size_t(b)];
        const int rowA = int((DistrictHeight - p.y) / 340), rowB = int((DistrictHeight - q.y) / 340);
        return rowA != rowB ? rowA < rowB : p.x != q.x ? p.x < q.x : a < b;
    });
    std::vector<int> rank(points.size());
    for (size_t i = 0; i < order.size(); ++i)
        rank[size_t(order[i])] = int(i);
    return rank;
}

void renumber(std::vector<int> &of, int count, const std::vector<Cell> &cells)
{
    std::vector<Vec2> sum(size_t(count), Vec2(0.0));
    std::vector<double> weight(size_t(count), 0.0);
    for (size_t c = 0; c < cells.size(); ++c) {
        const double area = std::abs(geometry::signedArea(cells[c].face));
        sum[size_t(of[c])] += centroid(cells[c].face) * area;
        weight[size_t(of[c])] += area;
    }
    for (size_t i = 0; i < sum.size(); ++i)
        sum[i] /= std::max(weight[i], 1.0);
    const std::vector<int> rank = readingOrder(sum);
    for (int &number : of)
        number = rank[size_t(number)];
}

}

void drawAreas(DistrictModel &model, Names &names)
{
    std::vector<Cell> &cells = model.cells;
    std::vector<double> weights;
    std::vector<int> single;
    for (size_t c = 0; c < cells.size(); ++c) {
        weights.push_back(std::abs(geometry::signedArea(cells[c].face)) * density(cells[c].zone));
        single.push_back(int(c));
    }
    const Borders cellBorders = bordersOf(cells, single);

    // Blocks: the pieces between avenues and streets, small ones merged.
    std::map<int, int> pieceNumber;
    std::vector<int> pieceOf;
    for (const Cell &cell : cells)
        pieceOf.push_back(pieceNumber.try_emplace(cell.face0, int(pieceNumber.size())).first->second);
    std::vector<double> pieceWeight(pieceNumber.size(), 0.0);
    for (size_t c = 0; c < cells.size(); ++c)
        pieceWeight[size_t(pieceOf[c])] += weights[c];
    Merging blockMerging(pieceWeight, bordersOf(cells, pieceOf));
    blockMerging.reduceTo(BlockCount);
    const std::vector<int> blockOfPiece = blockMerging.numbered();
    std::vector<int> blockOf;
    for (int piece : pieceOf)
        blockOf.push_back(blockOfPiece[size_t(piece)]);
    renumber(blockOf, BlockCount, cells);

    // Communities: neighbouring blocks.
    std::vector<double> blockWeight(BlockCount, 0.0);
    std::vector<int> cellsIn(BlockCount, 0);
    for (size_t c = 0; c < cells.size(); ++c) {
        blockWeight[size_t(blockOf[c])] += weights[c];
        ++cellsIn[size_t(blockOf[c])];
    }
    Merging communityMerging(blockWeight, bordersOf(cells, blockOf));
    communityMerging.reduceTo(CommunityCount);
    const std::vector<int> communityOfBlock = communityMerging.numbered();
    std::vector<int> communityOf;
    for (int block : blockOf)
        communityOf.push_back(communityOfBlock[size_t(block)]);
    renumber(communityOf, CommunityCount, cells);

    // Grids: each block gets its share of the 60, the heaviest per grid first.
    std::vector<int> gridsIn(BlockCount, 1);
    for (int left = GridCount - BlockCount; left > 0; --left) {
        int best = -1;
        for (int b = 0; b < BlockCount; ++b) {
            if (gridsIn[size_t(b)] < cellsIn[size_t(b)] &&
                (best < 0 ||
                 blockWeight[size_t(b)] / gridsIn[size_t(b)] > blockWeight[size_t(best)] / gridsIn[size_t(best)]))
                best = b;
        }
        if (best < 0)
            break;
        ++gridsIn[size_t(best)];
    }
    std::vector<int> gridOf(cells.size(), -1);
    int grids = 0;
    for (int b = 0; b < BlockCount; ++b) {
        std::vector<int> members;
        std::map<int, int> local;
        for (size_t c = 0; c < cells.size(); ++c) {
            if (blockOf[c] == b) {
                local[int(c)] = int(members.size());
                members.push_back(int(c));
            }
        }
        std::vector<double> w;
        for (int c : members)
            w.push_back(weights[size_t(c)]);
        Borders borders;
        for (const auto &[pair, length] : cellBorders) {
            if (local.contains(pair.first) && local.contains(pair.second))
                borders[std::minmax(local[pair.first], local[pair.second])] += length;
        }
        Merging merging(w, borders);
        merging.reduceTo(gridsIn[size_t(b)]);
        const std::vector<int> numbered = merging.numbered();
        for (size_t i = 0; i < members.size(); ++i)
            gridOf[size_t(members[i])] = grids + numbered[i];
        grids += gridsIn[size_t(b)];
    }
    renumber(gridOf, GridCount, cells);

    // Grids are numbered through, so that codes are short enough to be spoken.
    const auto shapesOf = [&](const std::vector<int> &of, int count) {
        std::vector<std::vector<Ring>> faces{size_t(count)};
        for (size_t c = 0; c < cells.size(); ++c)
            faces[size_t(of[c])].push_back(cells[c].face);
        std::vector<MultiPolygon> shapes;
        for (const auto &list : faces)
            shapes.push_back(dissolved(list));
        return shapes;
    };
    const QString prefix = model.number > 1 ? QStringLiteral("%1-").arg(model.number) : QString();
    const auto communityShapes = shapesOf(communityOf, CommunityCount), blockShapes = shapesOf(blockOf, BlockCount),
               gridShapes = shapesOf(gridOf, GridCount);
    std::vector<Ring> faces;
    for (const Cell &cell : cells)
        faces.push_back(cell.face);
    model.outline = dissolved(faces);
    model.communities.resize(CommunityCount);
    model.blocks.resize(BlockCount);
    model.grids.resize(GridCount);
    for (int i = 0; i < CommunityCount; ++i) {
        const QString code = QStringLiteral("C%1").arg(i + 1, 2, 10, QLatin1Char('0'));
        model.communities[size_t(i)] = {
            prefix + code,
            names.community(geometry::bounds(communityShapes[size_t(i)]).centre()),
            {QStringLiteral("Community officer %1").arg(code), QString::fromUtf8("社区专干 %1").arg(code)},
            0,
            communityShapes[size_t(i)],
            {}};
    }
    for (size_t c = 0; c < cells.size(); ++c) {
        cells[c].grid = gridOf[c];
        model.blocks[size_t(blockOf[c])].parent = communityOf[c];
        model.grids[size_t(gridOf[c])].parent = blockOf[c];
    }
    std::vector<int> inCommunity(CommunityCount, 0);
    for (int i = 0; i < BlockCount; ++i) {
        Area &block = model.blocks[size_t(i)];
        const int number = ++inCommunity[size_t(block.parent)];
        const LocalizedText &community = model.communities[size_t(block.parent)].name;
        const QString code = QStringLiteral("K%1").arg(i + 1, 2, 10, QLatin1Char('0'));
        block.code = prefix + code;
        block.name = {
            QStringLiteral("%1, block %2").arg(community.en).arg(number),
            QString::fromUtf8("%1街区 %2").arg(QString(community.zh).remove(QString::fromUtf8("社区"))).arg(number)};
        block.manager = {QStringLiteral("Block lead %1").arg(code), QString::fromUtf8("街区长 %1").arg(code)};
        block.shape = blockShapes[size_t(i)];
    }
    for (int i = 0; i < GridCount; ++i) {
        Area &grid = model.grids[size_t(i)];
        const QString number = QStringLiteral("%1").arg(i + 1, 2, 10, QLatin1Char('0'));
        grid.code = prefix + QLatin1Char('G') + number;
        const LocalizedText &community = model.communities[size_t(model.blocks[size_t(grid.parent)].parent)].name;
        grid.name = {
            QStringLiteral("%1, grid %2").arg(community.en, number),
            QString::fromUtf8("%1网格 %2").arg(QString(community.zh).remove(QString::fromUtf8("社区")), number)};
        grid.manager = {QStringLiteral("Grid member G%1").arg(number), QString::fromUtf8("网格员 G%1").arg(number)};
        grid.shape = gridShapes[size_t(i)];
    }
}

}
