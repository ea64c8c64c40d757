#include "StoresTest.h"

#include "domain/EventCycle.h"

QString StoresTest::open(const history::Plan &plan)
{
    m_entries = history::make(plan);
    for (const auto &its : history::bySubject(m_entries, domain::Subject::Event))
        m_events.push_back(domain::foldEvent(its));
    std::map<QString, QString> urls{
        {QStringLiteral("sqlite"), QStringLiteral("sqlite:") + m_folder.filePath(QStringLiteral("a.db"))}};
    if (TestPostgres::isInstalled()) {
        if (!m_postgres.start())
            return QString::fromUtf8(m_postgres.output());
        urls[QStringLiteral("postgresql")] = m_postgres.makeDatabase(QStringLiteral("stores"));
    }
    for (const auto &[name, url] : urls) {
        QString error;
        auto made = OpenStore::make(url, &error);
        if (made)
            error = made->record(m_entries);
        if (!error.isEmpty())
            return name + u' ' + error;
        m_stores[name] = std::move(made);
    }
    return {};
}

void StoresTest::databases()
{
    QTest::addColumn<QString>("database");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
    QTest::newRow("postgresql") << QStringLiteral("postgresql");
}
