// What an entered building is made of: rooms, walls, doors, elements. Attributes of a face are flat.
in vec3 vertexPosition;
in vec3 vertexNormal;
in float vertexKind;
in uint vertexFeature;

uniform mat4 modelMatrix; // moves only
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture; // colour, flags
uniform sampler2D infoTexture;  // level of the storey's floor
uniform float layerOpacity;
#ifdef CUT
uniform vec4 sectionPlane;
#endif
#ifdef TOP
uniform float sectionTop;
#endif
out float gl_ClipDistance[1];

flat out vec4 faceNormal; // normal, 1 for what is upright and darker at its foot
flat out vec4 faceColour; // colour, how much it shines by itself
flat out vec4 frame;
flat out vec3 faceBelow; // level of the floor, towards the sun
out vec2 place;          // height, clearness of the air

const int Cut = 9; // InsidePart::Cut

void main()
{
    ivec2 cell = ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10);
    vec4 state = texelFetch(stateTexture, cell, 0);
    int flags = int(state.a * 255.0 + 0.5);
    vec3 colour = state.rgb;
    float shine = 0.0;
    if (int(vertexKind * 255.0 + 0.5) == Cut) {
        colour = insideCut;
        shine = 1.0;
    }
    if ((flags & 4) != 0)
        colour = mix(dimmed, colour, 0.4);
    if ((flags & 2) != 0) {
        colour = mix(colour, accent, 0.5);
        shine = max(shine, 0.35);
    } else if ((flags & 1) != 0) {
        colour = mix(colour, accent, 0.22);
    }
    faceNormal = vec4(vertexNormal, abs(vertexNormal.z) < 0.5 ? 1.0 : 0.0);
    faceColour = vec4(colour, shine);
    faceBelow = vec3(texelFetch(infoTexture, cell, 0).x, normalize(sunDirection.xy));
    vec3 world = vertexPosition + modelMatrix[3].xyz;
    frame = frameOf(layerOpacity);
    place = vec2(world.z, clearness(world - eyePosition, hazeRate));
    gl_Position = modelViewProjection * vec4(vertexPosition, 1.0);
#ifdef CUT
    gl_ClipDistance[0] = dot(sectionPlane, vec4(world, 1.0));
#endif
#ifdef TOP
    gl_ClipDistance[0] = sectionTop - world.z;
#endif
    if ((flags & 16) != 0)
        gl_Position = vec4(2.0, 2.0, 2.0, 0.0);
}
