#pragma once

#include "domain/City.h"
#include "feeds/Feed.h"

#include <memory>
#include <vector>

namespace cli
{

/// What `yunjie simulate` is to do.
struct SimulateOptions {
    std::shared_ptr<const domain::City> city;
    std::vector<feeds::FeedConfig> feeds;
    QString to;         ///< mqtt://... or mqtts://...; empty: lines "TOPIC PAYLOAD" to standard output
    double rate = 0;    ///< made-up observations a second; 0: plays the district's replay log
    double speed = 1;   ///< of the log
    double seconds = 0; ///< 0: to the end of the log, or until interrupted
};

/// Plays sensors and events of a district into a broker at QoS 1 (waits for every acknowledgement) or to standard
/// output. The last line on standard error says what was sent. Needs no event loop. Returns the program's exit status.
int runSimulate(const SimulateOptions &options);

}
