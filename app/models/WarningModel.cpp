#include "models/WarningModel.h"

namespace app
{

WarningModel::WarningModel(QObject *parent, Twin *twin)
    : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::cityChanged, this, &WarningModel::refill);
    connect(m_twin, &Twin::runWarningsChanged, this, &WarningModel::refill);
    refill();
}

void WarningModel::refill()
{
    beginResetModel();
    m_rows.clear();
    m_errors = 0;
    if (const auto &city = m_twin->city()) {
        for (const base::Error &error : city->errors) {
            const QString message =
                error.hint.isEmpty() ? error.message : tr("%1 (%2)", "message, hint").arg(error.message, error.hint);
            m_rows.push_back({error.code, error.source, error.feature, message, 1, {}});
        }
        m_errors = m_rows.size();
        const auto append = [this](const base::Warnings &warnings) {
            m_rows.insert(m_rows.end(), warnings.list().begin(), warnings.list().end());
        };
        append(city->warnings);
        for (const auto &layer : city->layers)
            append(layer->warnings);
    }
    m_rows.insert(m_rows.end(), m_twin->runWarnings().list().begin(), m_twin->runWarnings().list().end());
    endResetModel();
    Q_EMIT countChanged();
}

int WarningModel::total() const
{
    int sum = 0;
    for (const base::Warning &warning : m_rows)
        sum += warning.count;
    return sum;
}

int WarningModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant WarningModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const base::Warning &warning = m_rows[size_t(index.row())];
    switch (role) {
    case CodeRole:
        return warning.code;
    case SourceRole:
        return warning.source;
    case FeatureRole:
        return warning.feature;
    case Qt::DisplayRole:
    case MessageRole:
        return warning.message;
    case CountRole:
        return warning.count;
    case ExamplesRole:
        return warning.examples;
    case SeverityRole:
        return size_t(index.row()) < m_errors ? QStringLiteral("major") : QStringLiteral("minor");
    default:
        return {};
    }
}

QHash<int, QByteArray> WarningModel::roleNames() const
{
    return {{CodeRole, "code"},   {SourceRole, "source"},     {FeatureRole, "feature"},  {MessageRole, "message"},
            {CountRole, "count"}, {ExamplesRole, "examples"}, {SeverityRole, "severity"}};
}

}
