// The outside of an entered building, as glass.
in vec3 vertexPosition;
in vec3 vertexNormal;

uniform mat4 modelMatrix; // moves only
uniform mat4 modelViewProjection;
uniform vec4 sectionPlane;
uniform float shellTop;
uniform float layerOpacity;

out float gl_ClipDistance[2];
flat out vec4 frame;
flat out vec3 faceNormal;
out vec4 away; // from the eye, clearness of the air

void main()
{
    vec3 world = vertexPosition + modelMatrix[3].xyz;
    away = vec4(world - eyePosition, clearness(world - eyePosition, hazeRate));
    frame = frameOf(layerOpacity);
    faceNormal = vertexNormal;
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);
    gl_ClipDistance[0] = dot(sectionPlane, vec4(world, 1.0));
    gl_ClipDistance[1] = shellTop - world.z;
}
