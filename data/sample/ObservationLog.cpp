#include "sample/Days.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sample
{

namespace
{

using domain::ThingKind;

struct Reading {
    qint64 time;
    quint32 stream;
    float value;
};

/// How much a building draws at an hour, 0 to 1: by day in shops and offices, in the evening at home.
double demand(BuildingUse use, double hour)
{
    const auto bump = [&](double middle, double width) {
        double d = std::abs(hour - middle);
        d = std::min(d, 24 - d);
        return std::exp(-(d / width) * (d / width));
    };
    if (use == BuildingUse::Residential || use == BuildingUse::UrbanVillage || use == BuildingUse::Mixed)
        return 0.22 + 0.25 * bump(12.5, 1.6) + 0.6 * bump(20.5, 2.8) + 0.12 * bump(7.5, 1.2);
    return 0.15 + 0.7 * bump(14, 5.0);
}

class Log
{
public:
    Log(const DistrictModel &model, const Story &story)
        : m_model(model), m_story(story), m_random(Random::forTopic(model.seed, 9))
    {
    }

    bool collect(const base::Job &job);
    QByteArray text();

private:
    void add(qint64 time, quint32 stream, double value)
    {
        const bool isAway = time >= m_away.first && time < m_away.second;
        if (time >= FirstSecond && time < EndSecond && time < m_until && !isAway)
            m_readings.push_back({time, stream, float(value)});
    }
    void smoke(int index, quint32 stream);
    void electrical(int index, quint32 stream);
    void tilt(int index, quint32 stream);
    void water(int index, quint32 stream, int station);
    void rain(quint32 stream);
    void presence(int index, quint32 stream);

    const DistrictModel &m_model;
    const Story &m_story;
    Random m_random;
    qint64 m_until = EndSecond;             ///< the device at hand is silent from here on
    std::pair<qint64, qint64> m_away{0, 0}; ///< and in between
    std::vector<Reading> m_readings;
    std::vector<QByteArray> m_streams;
    std::vector<qint8> m_decimals;
};

void Log::smoke(int index, quint32 stream)
{
    // A sign of life a day, at a minute of its own; what it sees, at once.
    const qint64 phase = m_random.integer(0, 86399);
    for (qint64 t = FirstSecond + phase - DaySeconds; t < EndSecond; t += DaySeconds)
        add(t + m_random.integer(-600, 600), stream, 0);
    for (const Story::Alarm &alarm : m_story.cooking) {
        if (alarm.device == index) {
            add(alarm.from, stream, 1);
            add(alarm.to, stream, 0);
        }
    }
    if (index == m_story.fireDetector) {
        for (qint64 t = m_story.smoke; t < m_story.out + 900; t += 120)
            add(t, stream, 1);
        add(m_story.out + 900, stream, 0);
    }
}

void Log::electrical(int index, quint32 stream)
{
    const Device &d = m_model.devices[size_t(index)];
    const BuildingUse use = m_model.buildings[size_t(d.building)].use;
    const double leak = std::min(m_random.between(8, 60) + m_random.exponential(18), 190.0),
                 share = m_random.between(35, 92), warm = m_random.between(-2, 5), volt = m_random.normal(221, 2.2);
    const bool wet =
        std::find(m_story.wetMonitors.begin(), m_story.wetMonitors.end(), index) != m_story.wetMonitors.end();
    const bool fire = index == m_story.fireMonitor;
    const qint64 phase = m_random.integer(0, 21599);
    const auto report = [&](qint64 t) {
        const double hour = double((t - FirstSecond) % DaySeconds) / 3600.0,
                     day = double(t - FirstSecond) / double(DaySeconds);
        const double heat = 29 + 4 * std::sin(2 * std::numbers::pi * (hour - 9) / 24) + 1.2 * std::sin(day * 0.9);
        double load =
            std::clamp(share * demand(use, hour) * (1 + 0.012 * (heat - 29)) + m_random.normal(0, 2.5), 1.0, 96.0);
        double current = leak * (0.8 + 0.004 * load) + m_random.normal(0, 1.5);
        double temperature = heat + warm + 0.14 * load + m_random.normal(0, 0.4);
        double voltage = volt - 0.05 * load + m_random.normal(0, 0.8);
        if (wet && t >= StormDay + 14 * 3600) {
            // Rain in the box: rises with it and dries in the evening.
            const double since = double(t - (StormDay + 15 * 3600)) / 3600.0;
            current += 420.0 * std::exp(-(since / 2.2) * (since / 2.2)) * (isDrenched(index) ? 1.25 : 0.8);
        }
        if (fire && t >= m_story.leak && t < m_story.smoke + 240) {
            const double leakMinutes = double(t - m_story.leak) / 60.0,
                         hotMinutes = std::max(0.0, double(t - m_story.hot) / 60.0);
            current = std::min(leak + 29.0 * leakMinutes, 780.0) + m_random.normal(0, 6);
            temperature = std::min(temperature + 1.1 * hotMinutes + 0.38 * hotMinutes * hotMinutes, 142.0);
            load = std::min(58.0 + 5.2 * leakMinutes, 128.0);
            voltage -= 0.35 * leakMinutes;
        } else if (fire && t >= m_story.smoke + 240) {
            // The breaker has opened.
            current = load = voltage = 0;
            temperature = std::max(heat, 96.0 - double(t - m_story.smoke) / 90.0);
        }
        add(t, stream, std::max(0.0, current));
        add(t, stream + 1, temperature);
        add(t, stream + 2, voltage);
        add(t, stream + 3, load);
    };
    for (qint64 t = FirstSecond + phase - 21600; t < StormDay; t += 21600)
        report(t + m_random.integer(-90, 90));
    // On the last day every hour; where something happens, every minute or less.
    for (qint64 t = StormDay + phase % 3600; t < EndSecond;
         t += wet && t > StormDay + 14 * 3600 && t < StormDay + 19 * 3600 ? 300 : 3600) {
        if (!fire || t < m_story.leak || t > m_story.out)
            report(t);
    }
    if (fire) {
        for (qint64 t = m_story.leak; t <= m_story.out; t += t < m_story.smoke + 300 ? 15 : 120)
            report(t);
    }
}

void Log::tilt(int index, quint32 stream)
{
    const double lean = m_random.between(-1.8, 1.8), drift = m_random.normal(0, 0.006),
                 phase = m_random.integer(0, 21599);
    const bool jumps = index % 29 == 0; // a wall gives way a little in the storm
    const double offset = index == m_story.leaning ? 4.7 - lean : 0;
    for (qint64 t = FirstSecond + qint64(phase) - 21600; t < EndSecond; t += t < StormDay ? 21600 : 3600) {
        const double days = double(t - FirstSecond) / double(DaySeconds);
        double value =
            lean + offset + drift * days + 0.12 * std::sin(2 * std::numbers::pi * days) + m_random.normal(0, 0.03);
        if (jumps && t > StormDay + 16 * 3600)
            value += 2.6;
        add(t, stream, value);
    }
    for (qint64 t = FirstSecond + qint64(phase) - DaySeconds; t < EndSecond; t += DaySeconds)
        add(t, stream + 1, index == m_story.faulty && t > m_story.fault ? 1 : 0);
    if (index == m_story.faulty)
        add(m_story.fault, stream + 1, 1);
}

void Log::water(int index, quint32 stream, int station)
{
    const bool pond = m_model.devices[size_t(index)].streams.front().property == QLatin1String("ponding-depth");
    for (qint64 t = FirstSecond + station * 7; t < EndSecond; t += 300) {
        const double noise = m_random.normal(0, pond ? 0.05 : 0.006);
        add(t, stream, pond ? std::max(0.0, pondingAt(t, station) + noise) : riverAt(t, station) + noise);
    }
}

void Log::rain(quint32 stream)
{
    const double here = m_random.between(0.9, 1.1);
    const qint64 delay = m_random.integer(-240, 240);
    for (qint64 t = FirstSecond + m_random.integer(0, 60); t < EndSecond; t += 300)
        add(t, stream, rainAt(t + delay) * here);
}

void Log::presence(int index, quint32 stream)
{
    // Every hour: at home at night and mostly in the evening. Somebody is in when it burns, and out of the house soon.
    const Device &fire = m_model.devices[size_t(std::max(0, m_story.fireDetector))];
    const bool burns = m_story.fireDetector >= 0 && fire.unit == m_model.devices[size_t(index)].unit;
    const qint64 phase = m_random.integer(0, 3599);
    for (qint64 t = FirstSecond + phase; t < EndSecond; t += 3600) {
        const double hour = double((t - FirstSecond) % DaySeconds) / 3600.0;
        const double share = hour < 7 || hour > 22 ? 0.97 : hour < 9 || hour > 18 ? 0.75 : 0.35;
        const bool isIn = m_random.chance(share);
        if (!burns || t < m_story.leak || t > m_story.out)
            add(t, stream, isIn ? 1 : 0);
    }
    if (burns) {
        add(m_story.leak, stream, 1);
        add(m_story.smoke, stream, 1);
        add(m_story.smoke + 420, stream, 0);
    }
}

bool Log::collect(const base::Job &job)
{
    m_readings.reserve(1200000);
    int river = 0, pond = 0;
    for (size_t i = 0; i < m_model.devices.size(); ++i) {
        if (i % 64 == 0 && job.isCancelled())
            return false;
        const Device &d = m_model.devices[i];
        m_until = EndSecond;
        m_away = m_story.away(int(i));
        for (const auto &[device, last] : m_story.silent) {
            if (device == int(i))
                m_until = last;
        }
        const auto first = quint32(m_streams.size());
        for (const domain::Datastream &s : d.streams) {
            m_streams.push_back(s.id.toUtf8());
            m_decimals.push_back(s.unit.isEmpty()                                                ? 0
                                 : s.unit == QLatin1String("m") || s.unit == QLatin1String("mm") ? 2
                                                                                                 : 1);
        }
        switch (d.kind) {
        case ThingKind::Smoke:
            smoke(int(i), first);
            break;
        case ThingKind::Electrical:
            electrical(int(i), first);
            break;
        case ThingKind::Tilt:
            tilt(int(i), first);
            break;
        case ThingKind::WaterLevel: {
            const bool isPond = d.streams.front().property == QLatin1String("ponding-depth");
            water(int(i), first, isPond ? pond++ : river++);
            break;
        }
        case ThingKind::Rain:
            rain(first);
            break;
        case ThingKind::Presence:
            presence(int(i), first);
            break;
        default:
            break;
        }
    }
    std::sort(m_readings.begin(), m_readings.end(), [](const Reading &a, const Reading &b) {
        return a.time != b.time ? a.time < b.time : a.stream < b.stream;
    });
    return true;
}

QByteArray Log::text()
{
    QByteArray out("time,datastream,result\n");
    out.reserve(qsizetype(m_readings.size()) * 30);
    char buffer[64];
    for (const Reading &r : m_readings) {
        char *end = std::to_chars(buffer, buffer + 24, r.time).ptr;
        *end++ = ',';
        const QByteArray &id = m_streams[r.stream];
        end = std::copy(id.begin(), id.end(), end);
        *end++ = ',';
        // Fixed decimals by integers: the same digits on every machine.
        const int decimals = m_decimals[r.stream];
        const int scale = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
        const long scaled = std::lround(double(r.value) * scale);
        if (scaled < 0)
            *end++ = '-';
        const long whole = std::labs(scaled) / scale, part = std::labs(scaled) % scale;
        end = std::to_chars(end, buffer + 60, whole).ptr;
        if (decimals > 0) {
            *end++ = '.';
            if (decimals == 2 && part < 10)
                *end++ = '0';
            end = std::to_chars(end, buffer + 60, part).ptr;
        }
        *end++ = '\n';
        out.append(buffer, end - buffer);
    }
    return out;
}

}

base::Result<QByteArray> observationLog(const DistrictModel &model, const Story &story, const base::Job &job)
{
    Log log(model, story);
    if (!log.collect(job))
        return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("sample", "cancelled"));
    return log.text();
}

QByteArray statusLog(const DistrictModel &model, const Story &story)
{
    struct Line {
        qint64 time;
        int device;
        bool online;
    };
    std::vector<Line> lines;
    for (size_t i = 0; i < model.devices.size(); ++i) {
        qint64 until = EndSecond;
        for (const auto &[device, last] : story.silent) {
            if (device == int(i))
                until = last;
        }
        if (model.devices[i].kind == ThingKind::Camera) {
            for (qint64 day = 0; day < DayCount; ++day) {
                if (FirstSecond + day * DaySeconds < until)
                    lines.push_back({FirstSecond + day * DaySeconds, int(i), true});
            }
        }
        if (until < EndSecond)
            lines.push_back({until + 60, int(i), false});
        if (const auto [from, to] = story.away(int(i)); to != 0) {
            lines.push_back({from, int(i), false});
            lines.push_back({to, int(i), true});
        }
    }
    for (int camera : story.darkCameras) {
        lines.push_back({story.dark + camera % 40, camera, false});
        lines.push_back({story.light + camera % 60, camera, true});
    }
    std::sort(lines.begin(), lines.end(),
              [](const Line &a, const Line &b) { return a.time != b.time ? a.time < b.time : a.device < b.device; });
    QByteArray out("time,thing,status\n");
    for (const Line &line : lines)
        out += QByteArray::number(line.time) + ',' + model.devices[size_t(line.device)].code.toUtf8() +
               (line.online ? ",online\n" : ",offline\n");
    return out;
}

}
