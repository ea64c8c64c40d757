#include "formats/ifc/IfcModel.h"

namespace formats::ifc
{

// Products of IFC2X3, IFC4 and IFC4X3, without their "Ifc": the files have them in capitals only.
static const char *const ProductNames =
    "Actuator AirTerminal AirTerminalBox AirToAirHeatRecovery Alarm Alignment AlignmentCant "
    "AlignmentHorizontal AlignmentSegment AlignmentVertical Annotation AudioVisualAppliance Beam "
    "BeamStandardCase Bearing Boiler Borehole Bridge BridgePart Building BuildingElement "
    "BuildingElementPart BuildingElementProxy BuildingStorey BuiltElement BuiltSystem Burner "
    "CableCarrierFitting CableCarrierSegment CableFitting CableSegment CaissonFoundation Chiller Chimney "
    "CivilElement Coil Column ColumnStandardCase CommunicationsAppliance Compressor Condenser Controller "
    "ConveyorSegment CooledBeam CoolingTower Course Covering CurtainWall Damper DeepFoundation "
    "DiscreteAccessory DistributionChamberElement DistributionControlElement DistributionElement "
    "DistributionFlowElement DistributionPort Door DoorStandardCase DuctFitting DuctSegment DuctSilencer "
    "EarthworksCut EarthworksElement EarthworksFill ElectricAppliance ElectricDistributionBoard "
    "ElectricDistributionPoint ElectricFlowStorageDevice ElectricFlowTreatmentDevice ElectricGenerator "
    "ElectricMotor ElectricTimeControl ElectricalElement Element ElementAssembly ElementComponent "
    "EnergyConversionDevice Engine EquipmentElement EvaporativeCooler Evaporator ExternalSpatialElement "
    "ExternalSpatialStructureElement Facility FacilityPart FacilityPartCommon Fan Fastener FeatureElement "
    "FeatureElementAddition FeatureElementSubtraction Filter FireSuppressionTerminal FlowController "
    "FlowFitting FlowInstrument FlowMeter FlowMovingDevice FlowSegment FlowStorageDevice FlowTerminal "
    "FlowTreatmentDevice Footing FurnishingElement Furniture GeographicElement GeomodelElement "
    "GeotechnicalElement GeotechnicalStratum Grid HeatExchanger Humidifier ImpactProtectionDevice "
    "Interceptor JunctionBox Kerb Lamp LightFixture LinearElement LinearPositioningElement LiquidTerminal "
    "MarineFacility MarinePart MechanicalFastener MedicalDevice Member MemberStandardCase "
    "MobileTelecommunicationsAppliance MooringDevice MotorConnection NavigationElement OpeningElement "
    "OpeningStandardCase Outlet Pavement Pile PipeFitting PipeSegment Plate PlateStandardCase Port "
    "PositioningElement ProjectionElement ProtectiveDevice ProtectiveDeviceTrippingUnit Proxy Pump Rail "
    "Railing Railway RailwayPart Ramp RampFlight Referent ReinforcedSoil ReinforcingBar "
    "ReinforcingElement ReinforcingMesh Road RoadPart Roof SanitaryTerminal Sensor ShadingDevice Sign "
    "Signal Site Slab SlabElementedCase SlabStandardCase SolarDevice Space SpaceHeater SpatialElement "
    "SpatialStructureElement SpatialZone StackTerminal Stair StairFlight SurfaceFeature SwitchingDevice "
    "SystemFurnitureElement Tank Tendon TendonAnchor TendonConduit TrackElement Transformer "
    "TransportElement TubeBundle UnitaryControlElement UnitaryEquipment Valve Vegetation "
    "VibrationIsolator VirtualElement VoidingFeature Wall WallElementedCase WallStandardCase "
    "WasteTerminal Window WindowStandardCase ";

QString className(std::string_view type)
{
    static const QHash<QString, QString> names = [] {
        QHash<QString, QString> map;
        for (const QString &name : QString::fromLatin1(ProductNames).split(u' ', Qt::SkipEmptyParts))
            map.insert(QStringLiteral("IFC") + name.toUpper(), QStringLiteral("Ifc") + name);
        return map;
    }();
    const QString capitals = QString::fromLatin1(type.data(), qsizetype(type.size())).toUpper();
    const auto known = names.constFind(capitals);
    if (known != names.constEnd())
        return *known;
    const QString rest = capitals.startsWith(QLatin1String("IFC")) ? capitals.mid(3) : capitals;
    return QStringLiteral("Ifc") + rest.left(1) + rest.mid(1).toLower();
}

}
