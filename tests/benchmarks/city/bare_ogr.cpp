// `bare_ogr FILE [LAYER]`: what the file alone costs to read: every feature of every layer (or of one) by a plain loop,
// its geometry taken and let go. One line of JSON.
#include "Bare.h"

#include <ogrsf_frmts.h>

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bare_ogr FILE [LAYER]\n");
        return 2;
    }
    GDALAllRegister();
    const auto start = bare::Clock::now();
    const double cpu = bare::cpuMs();
    const GDALDatasetUniquePtr data(GDALDataset::Open(argv[1], GDAL_OF_VECTOR | GDAL_OF_READONLY));
    if (!data)
        return 1;
    long features = 0, geometries = 0;
    for (OGRLayer *layer : data->GetLayers()) {
        if (argc > 2 && std::strcmp(layer->GetName(), argv[2]) != 0)
            continue;
        for (const auto &feature : *layer) {
            ++features;
            geometries += feature->GetGeometryRef() != nullptr;
        }
    }
    std::printf("{\"readMs\": %.1f, \"cpuMs\": %.1f, \"seconds\": %.3f, \"features\": %ld, \"geometries\": %ld, "
                "\"peakMiB\": %.1f}\n",
                bare::msSince(start), bare::cpuMs() - cpu, bare::processAgeMs() / 1000, features, geometries,
                bare::peakMiB());
}
