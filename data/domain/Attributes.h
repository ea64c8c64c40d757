#pragma once

#include <QHash>
#include <QString>
#include <QVariant>

#include <array>
#include <vector>

namespace domain
{

/// The attributes of a layer's features by column; texts are stored once in a dictionary, so that half a million
/// buildings stay small.
class AttributeTable
{
public:
    /// Returns the column's index; an existing column of that name is returned as it is.
    int addColumn(const QString &name, bool numeric);
    void resize(size_t rows);
    size_t rows() const { return m_rows; }
    int columns() const { return int(m_columns.size()); }
    int indexOf(const QString &name) const; ///< -1 where there is none
    const QString &name(int column) const { return m_columns[size_t(column)].name; }
    bool isNumeric(int column) const { return m_columns[size_t(column)].numeric; }

    void setNumber(size_t row, int column, double value);
    void setText(size_t row, int column, const QString &value);
    /// NaN where absent or not a number.
    double number(size_t row, int column) const;
    /// Empty where absent; numbers in their shortest form.
    QString text(size_t row, int column) const;
    QVariant value(size_t row, int column) const;
    /// The different texts of a text column; the first is the empty one.
    const std::vector<QString> &dictionary(int column) const { return m_columns[size_t(column)].dictionary; }

private:
    struct Column {
        QString name;
        bool numeric = false;
        std::vector<double> numbers;
        std::vector<quint32> codes;
        std::vector<QString> dictionary{QString()};
        QHash<QString, quint32> lookup;
    };
    std::vector<Column> m_columns;
    size_t m_rows = 0;
};

}
